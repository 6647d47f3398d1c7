package dev.parallax.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ReadingProgress;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.TaskResult;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * Reads the topics of one cluster, committed records only, into its journal. What follows from
 * something is read before it, step by step, so that nothing is without its cause although the
 * cluster is at work meanwhile. For one thread.
 */
final class ClusterReading {
  /** Each may follow from those after it; patterns are read first, as requests depend on them. */
  enum Step {
    STATES,
    ENDS,
    ANSWERS,
    TASKS,
    PARTS,
    REQUESTS
  }

  private final Connection connection;
  private final AvroCodecs codecs;
  private final Journal journal;
  private final List<String> regions;
  private final Duration limit;
  private final ReadingProgress progress;
  private final Set<TopicPartition> begun = new HashSet<>();

  /** Names of those that were read. */
  private final Set<String> topics = new HashSet<>();

  ClusterReading(
      Connection connection,
      AvroCodecs codecs,
      Journal journal,
      List<String> regions,
      Duration limit,
      Consumer<String> say) {
    this.connection = connection;
    this.codecs = codecs;
    this.journal = journal;
    this.regions = List.copyOf(regions);
    this.limit = limit;
    this.progress = new ReadingProgress("reading" + connection.place(), say);
  }

  void read(Step step) {
    var topics = connection.catalogue();
    try (var follower = TopicFollower.open(connection, codecs)) {
      boolean any =
          switch (step) {
            case STATES -> states(follower, topics);
            case ENDS -> ends(follower, topics);
            case ANSWERS -> answers(follower, topics);
            case TASKS -> tasks(follower, topics);
            case PARTS -> parts(follower, topics);
            case REQUESTS -> requests(follower, topics);
          };
      if (any) {
        follower.catchUp(limit);
      }
    }
  }

  /**
   * Tells the transactions in what was read that nobody seems to end.
   *
   * @param before when they last wrote, ms since the epoch
   */
  void findOpenTransactions(long before) {
    try (var admin = ClusterAdmin.open(connection)) {
      admin.openTransactions(topics).stream()
          .filter(transaction -> transaction.lastWrittenAt() < before)
          .forEach(journal::open);
    }
  }

  private boolean states(TopicFollower follower, TopicCatalogue topics) {
    var patterns = connection.isFederated() ? topics.patternsView() : topics.patterns();
    follow(follower, patterns, PatternDefinition.class, (at, pattern) -> journal.pattern(pattern));
    follow(
        follower,
        topics.failovers(),
        FailoverEvent.class,
        (at, event) -> journal.failover(place(at), event));
    follow(
        follower,
        topics.regions(),
        RegionState.class,
        (at, state) -> journal.region(place(at), state));
    return true;
  }

  private boolean ends(TopicFollower follower, TopicCatalogue topics) {
    follow(
        follower,
        topics.outcomes(),
        ExecutionOutcome.class,
        (at, outcome) -> journal.outcome(place(at), at.timestamp(), outcome));
    follow(
        follower,
        topics.unroutable(),
        UnroutableRequest.class,
        (at, record) -> journal.unroutable(place(at), at.timestamp(), record));
    return true;
  }

  private boolean answers(TopicFollower follower, TopicCatalogue topics) {
    var decoder = codecs.decoder(TaskResult.class);
    // Agents write them: one that cannot be read is a dead letter, and no fault of ours.
    this.topics.add(topics.results().name());
    follower.followRecords(
        topics.results(),
        at -> {
          progress.count();
          if (at.value() != null) {
            journal.result(place(at), decoder.decode(at.value()));
          }
        });
    return true;
  }

  private boolean tasks(TopicFollower follower, TopicCatalogue topics) {
    for (var region : regions) {
      follow(
          follower,
          topics.executions(region),
          ExecutionTask.class,
          (at, task) -> journal.task(place(at), region, key(at), task));
    }
    follow(
        follower,
        topics.decisions(),
        RoutingDecision.class,
        (at, decision) -> journal.decision(place(at), decision));
    return true;
  }

  private boolean parts(TopicFollower follower, TopicCatalogue topics) {
    for (var peer : connection.peers()) {
      follow(
          follower,
          topics.forward(peer),
          ForwardedPart.class,
          (at, part) -> journal.part(place(at), peer, part));
    }
    return !connection.peers().isEmpty();
  }

  private boolean requests(TopicFollower follower, TopicCatalogue topics) {
    var decoder = codecs.decoder(ExecutionRequest.class);
    this.topics.add(topics.requests().name());
    follower.followRecords(
        topics.requests(),
        at -> {
          progress.count();
          begin(at);
          if (at.value() != null) {
            request(at, decoder);
          }
        });
    return true;
  }

  /** What is not at the beginning of its partition says that something was deleted before it. */
  private void begin(ConsumerRecord<byte[], byte[]> at) {
    if (begun.add(new TopicPartition(at.topic(), at.partition())) && at.offset() > 0) {
      journal.begins(at.timestamp());
    }
  }

  private void request(ConsumerRecord<byte[], byte[]> at, AvroDecoder<ExecutionRequest> decoder) {
    var asWritten =
        at.key() == null ? at.topic() + "-" + at.partition() + "-" + at.offset() : key(at);
    incoming(at.value(), decoder)
        .ifPresentOrElse(
            incoming -> request(at, asWritten, incoming), () -> journal.noRequest(asWritten));
  }

  /** Empty if it is no request. */
  private static Optional<Incoming> incoming(byte[] value, AvroDecoder<ExecutionRequest> decoder) {
    if (Incoming.isJson(value)) {
      return Incoming.ofJson(value);
    }
    try {
      return Optional.of(Incoming.of(decoder.decode(value)));
    } catch (BadRecordException garbage) {
      return Optional.empty();
    }
  }

  private void request(ConsumerRecord<byte[], byte[]> at, String asWritten, Incoming incoming) {
    var named = incoming.record().getExecutionId();
    var id = named == null || named.isEmpty() ? asWritten : named;
    if (isAtHome(at, id)) {
      journal.request(place(at), at.timestamp(), id, incoming);
    } else {
      journal.noRequest(id);
    }
  }

  private boolean isAtHome(ConsumerRecord<byte[], byte[]> at, String id) {
    int home =
        Utils.toPositive(Utils.murmur2(id.getBytes(UTF_8))) % connection.topics().partitions();
    return at.key() != null && key(at).equals(id) && at.partition() == home;
  }

  private <T extends SpecificRecord> void follow(
      TopicFollower follower,
      TopicSpec topic,
      Class<T> type,
      BiConsumer<ConsumerRecord<byte[], byte[]>, T> reader) {
    AvroDecoder<T> decoder = codecs.decoder(type);
    topics.add(topic.name());
    follower.followRecords(
        topic,
        at -> {
          progress.count();
          if (at.value() == null) {
            return;
          }
          try {
            reader.accept(at, decoder.decode(at.value()));
          } catch (BadRecordException garbage) {
            journal.garbage(place(at), topic.name());
          }
        });
  }

  private Place place(ConsumerRecord<byte[], byte[]> at) {
    return new Place(journal.cluster(), at.topic(), at.partition(), at.offset());
  }

  private static String key(ConsumerRecord<byte[], byte[]> at) {
    return at.key() == null ? "" : new String(at.key(), UTF_8);
  }
}
