package dev.parallax.cli.replication.verify;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ReadingProgress;
import dev.parallax.cli.cluster.Start;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A topic and its copy, read until they are the same or patience ends. What is written meanwhile
 * may come to the copy later.
 */
final class TopicPair implements AutoCloseable {
  private static final Duration READ = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(300);

  private final Side copy;
  private final AvroCodecs codecs;
  private final Optional<Integer> newest;
  private final ReadingProgress progress;
  private final Contents original;
  private final Contents copied;
  private final TopicFollower source;

  /** Where a topic is. */
  record Side(Connection connection, String topic) {}

  /**
   * @param compacted whether only the last value of a key counts
   * @param newest of every partition of the source only so many records are read, and of the copy
   *     only what is not older; absent: all
   */
  TopicPair(
      Side source,
      Side copy,
      AvroCodecs codecs,
      boolean compacted,
      Optional<Integer> newest,
      ReadingProgress progress) {
    this.copy = copy;
    this.codecs = codecs;
    this.newest = newest;
    this.progress = progress;
    this.original = new Contents(compacted);
    this.copied = new Contents(compacted);
    this.source = follow(source, newest.map(Start::newest).orElse(Start.beginning()), original);
  }

  private TopicFollower follow(Side side, Start start, Contents contents) {
    var topic = new TopicSpec(side.topic(), Optional.empty(), 1, Map.of(), "");
    return TopicFollower.open(side.connection(), codecs)
        .followRecords(start, topic, record -> read(record, contents, progress));
  }

  /** A copy has its original's time, so it is not before the oldest of those that are compared. */
  private TopicFollower followCopy() {
    var start = newest.isPresent() ? Start.since(original.oldest()) : Start.beginning();
    return follow(copy, start, copied);
  }

  private static void read(
      ConsumerRecord<byte[], byte[]> record, Contents contents, ReadingProgress progress) {
    contents.add(record);
    progress.count();
  }

  /** What stays different for all this time. */
  List<Difference> differences(
      Comparison comparison, Duration patience, Predicate<Duration> stopped) {
    source.catchUp(READ);
    original.mark();
    long end = System.nanoTime() + patience.toNanos();
    try (var following = followCopy()) {
      while (true) {
        following.catchUp(READ);
        source.catchUp(READ);
        var found = comparison.of(original, copied);
        if (found.stream().noneMatch(Difference::isFault)
            || System.nanoTime() - end > 0
            || stopped.test(LOOK)) {
          return found.stream().filter(each -> !original.touched().contains(each.where())).toList();
        }
        progress.tell("waiting for the copy to become the same");
      }
    }
  }

  long records() {
    return original.records();
  }

  @Override
  public void close() {
    source.close();
  }
}
