package dev.parallax.cli.replication.verify;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A topic and its copy, read until they are the same or patience ends. What is written meanwhile
 * may come to the copy later.
 */
final class TopicPair implements AutoCloseable {
  private static final Duration READ = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(300);

  private final TopicFollower source;
  private final TopicFollower copy;
  private final Contents original;
  private final Contents copied;
  private final ReadingProgress progress;

  /** Where a topic is. */
  record Side(Connection connection, String topic) {}

  private TopicPair(
      TopicFollower source,
      TopicFollower copy,
      Contents original,
      Contents copied,
      ReadingProgress progress) {
    this.source = source;
    this.copy = copy;
    this.original = original;
    this.copied = copied;
    this.progress = progress;
  }

  static TopicPair open(
      Side source,
      Side copy,
      AvroCodecs codecs,
      Supplier<Contents> empty,
      ReadingProgress progress) {
    var original = empty.get();
    var copied = empty.get();
    return new TopicPair(
        follow(source, codecs, original, progress),
        follow(copy, codecs, copied, progress),
        original,
        copied,
        progress);
  }

  private static TopicFollower follow(
      Side side, AvroCodecs codecs, Contents contents, ReadingProgress progress) {
    var topic = new TopicSpec(side.topic(), Optional.empty(), 1, Map.of(), "");
    return TopicFollower.open(side.connection(), codecs)
        .followRecords(topic, record -> read(record, contents, progress));
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
    while (true) {
      copy.catchUp(READ);
      source.catchUp(READ);
      var found = comparison.of(original, copied);
      if (found.isEmpty() || System.nanoTime() - end > 0 || stopped.test(LOOK)) {
        return found.stream().filter(each -> !original.touched().contains(each.where())).toList();
      }
      progress.tell("waiting for the copy to become the same");
    }
  }

  long records() {
    return original.records();
  }

  @Override
  public void close() {
    source.close();
    copy.close();
  }
}
