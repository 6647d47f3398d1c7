package dev.parallax.cli.executions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.TaskResult;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.BadRecordException;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds every record that tells of one execution, from the beginning of each topic: by its key,
 * tasks by the agents that were asked, and requests, results and cancellations also by their value,
 * as producers may key them otherwise. Dead letters are found by their key. For one thread.
 */
final class Traces {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection connection;
  private final AvroCodecs codecs;
  private final String id;
  private final byte[] idBytes;
  private final List<Trace> found = new ArrayList<>();
  private final Set<String> agents = new HashSet<>();
  private final Set<String> regions = new HashSet<>();
  private final Set<String> peers = new TreeSet<>();
  private boolean ended;
  private boolean requested;

  Traces(Connection connection, AvroCodecs codecs, String id) {
    this.connection = connection;
    this.codecs = codecs;
    this.id = id;
    this.idBytes = id.getBytes(UTF_8);
  }

  /** Whether it has an outcome, or was unroutable. */
  boolean ended() {
    return ended;
  }

  /** Whether there is a request. */
  boolean requested() {
    return requested;
  }

  /** Other regions whose control planes have parts of it, or forwarded them here (P7). */
  Set<String> peers() {
    return peers;
  }

  /**
   * All of them, in the order of time.
   *
   * @param topics that exist
   */
  List<Trace> find(Set<String> topics) {
    var own = connection.catalogue();
    try (var follower = TopicFollower.open(connection, codecs)) {
      follow(follower, topics, own.requests(), this::request);
      follow(follower, topics, own.cancellations(), named("cancellation", this::cancellation));
      follow(follower, topics, own.results(), named("result: an answer", this::result));
      follow(follower, topics, own.outcomes(), keyed("outcome: the value", () -> ended = true));
      follow(follower, topics, own.decisions(), this::decision);
      follow(follower, topics, own.unroutable(), this::unroutable);
      follow(follower, topics, own.deadLetters(), keyed("dead letter: as read", () -> {}));
      for (var parts : PartTopics.of(connection, topics)) {
        var what = parts.forwarded() ? "forwarded part: the input" : "returned part: an answer";
        Runnable then = () -> peers.add(parts.peer(connection));
        follow(follower, topics, parts.topic(), keyed(what, then));
      }
      follower.catchUp(LIMIT);
    }
    if (!agents.isEmpty()) {
      findTasks(topics);
    }
    return found.stream()
        .sorted(
            Comparator.comparingLong(Trace::timestamp)
                .thenComparing(Trace::topic)
                .thenComparingLong(Trace::offset))
        .toList();
  }

  private static void follow(
      TopicFollower follower,
      Set<String> topics,
      TopicSpec topic,
      Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    if (topics.contains(topic.name())) {
      follower.followRecords(topic, reader);
    }
  }

  private void findTasks(Set<String> topics) {
    var decoder = codecs.decoder(ExecutionTask.class);
    try (var follower = TopicFollower.open(connection, codecs)) {
      for (var region : regions) {
        follow(
            follower,
            topics,
            connection.catalogue().executions(region),
            record -> {
              if (agents.contains(key(record))
                  && record.value() != null
                  && decoder.decode(record.value()).getExecutionId().equals(id)) {
                found.add(Trace.of("task: the input", record));
              }
            });
      }
      follower.catchUp(LIMIT);
    }
  }

  private void request(ConsumerRecord<byte[], byte[]> record) {
    var place = record.topic() + "-" + record.partition() + "-" + record.offset();
    if (isKeyed(record) || place.equals(id) || isNamed(record, this::requestId)) {
      add("request: the input", record, () -> requested = true);
    }
  }

  private void decision(ConsumerRecord<byte[], byte[]> record) {
    if (isKeyed(record) && record.value() != null) {
      add("decision: no values", record, () -> {});
      codecs
          .decoder(RoutingDecision.class)
          .decode(record.value())
          .getTargets()
          .forEach(
              target -> {
                agents.add(target.getAgentId());
                regions.add(target.getRegion());
              });
    }
  }

  /** What came later under the same id with other content is filed under {@code id#hash}. */
  private void unroutable(ConsumerRecord<byte[], byte[]> record) {
    if (isKeyed(record)) {
      add("unroutable: the request, input and all", record, () -> ended = true);
    } else if (key(record).startsWith(id + "#")) {
      add("unroutable: another request with this id", record, () -> {});
    }
  }

  private Consumer<ConsumerRecord<byte[], byte[]>> keyed(String what, Runnable then) {
    return record -> {
      if (isKeyed(record)) {
        add(what, record, then);
      }
    };
  }

  private Consumer<ConsumerRecord<byte[], byte[]>> named(
      String what, Function<byte[], String> idOf) {
    return record -> {
      if (isKeyed(record) || isNamed(record, idOf)) {
        add(what, record, () -> {});
      }
    };
  }

  /** Deletions hold nothing. */
  private void add(String what, ConsumerRecord<byte[], byte[]> record, Runnable then) {
    if (record.value() != null) {
      found.add(Trace.of(what, record));
      then.run();
    }
  }

  private boolean isKeyed(ConsumerRecord<byte[], byte[]> record) {
    return key(record).equals(id);
  }

  /** The value is only decoded if the id stands somewhere in it. */
  private boolean isNamed(ConsumerRecord<byte[], byte[]> record, Function<byte[], String> idOf) {
    if (record.value() == null || !contains(record.value(), idBytes)) {
      return false;
    }
    try {
      return id.equals(idOf.apply(record.value()));
    } catch (BadRecordException notOfThisTopic) {
      return false;
    }
  }

  private String requestId(byte[] value) {
    if (value[0] == 0) {
      return codecs.decoder(ExecutionRequest.class).decode(value).getExecutionId();
    }
    try {
      return JSON.readTree(new String(value, UTF_8)).path("executionId").asText();
    } catch (JsonProcessingException garbage) {
      return "";
    }
  }

  private String cancellation(byte[] value) {
    return decode(ExecutionCancellation.class, value).getExecutionId();
  }

  private String result(byte[] value) {
    return decode(TaskResult.class, value).getExecutionId();
  }

  private <T extends SpecificRecord> T decode(Class<T> type, byte[] value) {
    return codecs.decoder(type).decode(value);
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), UTF_8);
  }

  private static boolean contains(byte[] value, byte[] part) {
    for (int at = 0; at <= value.length - part.length; at++) {
      int same = 0;
      while (same < part.length && value[at + same] == part[same]) {
        same++;
      }
      if (same == part.length) {
        return true;
      }
    }
    return false;
  }
}
