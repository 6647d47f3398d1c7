package dev.parallax.sandbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Links by name, such as one for each pair of regions, closed together. */
public final class Links implements AutoCloseable {
  private final Map<String, Link> byName = new LinkedHashMap<>();

  /**
   * Opens a link with half of this round trip each way; give it its target when that is known.
   *
   * @throws IllegalArgumentException if there is one of this name
   */
  public synchronized Link open(String name, Duration roundTrip) {
    if (byName.containsKey(name)) {
      throw new IllegalArgumentException("there is already a link " + name);
    }
    var link = Link.roundTrip(roundTrip);
    byName.put(name, link);
    return link;
  }

  /**
   * The link of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public synchronized Link get(String name) {
    var link = byName.get(name);
    if (link == null) {
      throw new IllegalArgumentException("no link " + name + "; there are " + byName.keySet());
    }
    return link;
  }

  /** Closes every link. */
  @Override
  public synchronized void close() {
    byName.values().forEach(Link::close);
    byName.clear();
  }
}
