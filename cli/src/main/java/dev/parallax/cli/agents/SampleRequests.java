package dev.parallax.cli.agents;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sample requests without end, each of which the sample agents answer with COMPLETED. They come in
 * rounds: all of them once, in an order that the seed determines, then all again in another. For
 * one thread.
 */
public final class SampleRequests implements Iterator<SampleRequest> {
  private final List<SampleRequest> all;
  private final Random order;
  private final ArrayDeque<SampleRequest> round = new ArrayDeque<>();

  private SampleRequests(List<SampleRequest> all, Random order) {
    this.all = all;
    this.order = order;
  }

  /** Requests in the order that this seed determines. */
  public static SampleRequests seeded(long seed) {
    return new SampleRequests(SampleFiles.answered(), new Random(seed));
  }

  /**
   * Those of one pattern; {@code global-consensus} has the requests of content-classifier, as its
   * agents do the same.
   *
   * @throws IllegalArgumentException if there are none, naming the patterns that have some
   */
  public static SampleRequests seeded(long seed, String pattern) {
    var all = SampleFiles.answered();
    var source = pattern.equals("global-consensus") ? "content-classifier" : pattern;
    var chosen =
        all.stream()
            .filter(request -> request.pattern().equals(source))
            .map(request -> request.withPattern(pattern))
            .toList();
    if (chosen.isEmpty()) {
      var known =
          Stream.concat(all.stream().map(SampleRequest::pattern), Stream.of("global-consensus"))
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "there are no sample requests for pattern " + pattern + "; there are for " + known);
    }
    return new SampleRequests(chosen, new Random(seed));
  }

  /** Always. */
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public SampleRequest next() {
    if (round.isEmpty()) {
      var shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, order);
      round.addAll(shuffled);
    }
    return round.remove();
  }
}
