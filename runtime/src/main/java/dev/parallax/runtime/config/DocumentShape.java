package dev.parallax.runtime.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * How a text is nested, seen event by event before its nodes are composed: the composer recurses,
 * and never ends for a {@code <<} that merges what it stands in.
 */
final class DocumentShape {
  private static final int MAX_DEPTH = 64;

  /** What aliases multiply, bounded: a few lines could mean billions of nodes. */
  static final int MAX_ALIASES = 64;

  /** The number of the collection that an anchor names; absent if it names a scalar. */
  private final Map<String, Integer> anchored = new HashMap<>();

  private final Deque<Integer> open = new ArrayDeque<>();
  private int collections;
  private int aliases;

  /**
   * Takes the next event.
   *
   * @throws MalformedDocument if the text is nested too deeply, contains itself, or has more
   *     aliases of collections than are composed
   */
  void take(Event event) {
    switch (event.getEventId()) {
      case MappingStart, SequenceStart -> begin((NodeEvent) event);
      case MappingEnd, SequenceEnd -> open.pop();
      case Scalar -> ((NodeEvent) event).getAnchor().ifPresent(a -> anchored.remove(a.getValue()));
      case Alias -> alias((AliasEvent) event);
      default -> {
        // Begin and end of streams and documents, and comments, nest nothing.
      }
    }
  }

  private void begin(NodeEvent collection) {
    collections++;
    open.push(collections);
    collection.getAnchor().ifPresent(anchor -> anchored.put(anchor.getValue(), collections));
    require(open.size() <= MAX_DEPTH, collection, "is nested more than " + MAX_DEPTH + " deep");
  }

  private void alias(AliasEvent event) {
    var target = anchored.get(event.getAlias().getValue());
    if (target != null) {
      aliases++;
      require(!open.contains(target), event, "contains itself by an alias");
      require(
          aliases <= MAX_ALIASES,
          event,
          "has more than " + MAX_ALIASES + " aliases of sections and lists: write them out");
    }
  }

  private static void require(boolean holds, Event event, String otherwise) {
    if (!holds) {
      int line = event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
      throw new MalformedDocument(line, "", otherwise);
    }
  }
}
