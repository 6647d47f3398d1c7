package dev.parallax.client;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.RegistryException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads outcomes and unroutable requests as they come, and completes what is awaited. Records that
 * nobody here awaits are told by their key and not decoded.
 */
final class Outcomes {
  private final String unroutableTopic;
  private final AvroDecoder<ExecutionOutcome> outcomes;
  private final AvroDecoder<UnroutableRequest> unroutables;
  private final Pending pending;
  private final Attempts attempts;

  private Outcomes(Cluster cluster, Pending pending, Attempts attempts) {
    this.unroutableTopic = cluster.topics().unroutable().name();
    this.outcomes = cluster.codecs().decoder(ExecutionOutcome.class);
    this.unroutables = cluster.codecs().decoder(UnroutableRequest.class);
    this.pending = pending;
    this.attempts = attempts;
  }

  /**
   * Takes the position at the end of both topics and begins to read.
   *
   * @throws ParallaxException if the broker does not answer or a topic does not exist
   */
  static Follower tail(Cluster cluster, Pending pending, Attempts attempts) {
    var outcomes = new Outcomes(cluster, pending, attempts);
    return Follower.start(
        cluster,
        List.of(cluster.topics().outcomes().name(), cluster.topics().unroutable().name()),
        outcomes::read,
        attempts,
        "parallax-client-outcomes");
  }

  private void read(String key, ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(unroutableTopic)) {
      pending.find(key).ifPresent(awaited -> read(record, awaited, this::unroutable));
      taken(key).ifPresent(awaited -> read(record, awaited, this::taken));
    } else {
      pending.find(key).ifPresent(awaited -> read(record, awaited, this::outcome));
    }
  }

  /**
   * The refusal of a request whose id was taken before is filed under {@code id#hash}, so that it
   * does not end the first one (X9).
   */
  private Optional<Awaited> taken(String key) {
    int end = key.lastIndexOf('#');
    return end < 0 ? Optional.empty() : pending.find(key.substring(0, end));
  }

  /** The registry may be away when a version of the schema is met for the first time: waits. */
  private void read(
      ConsumerRecord<byte[], byte[]> record, Awaited awaited, BiConsumer<byte[], Awaited> reader) {
    while (!attempts.isEnded() && !awaited.isDone()) {
      try {
        reader.accept(record.value(), awaited);
        return;
      } catch (RegistryException e) {
        attempts.failed(e);
      } catch (RuntimeException e) {
        // Whatever it is: the rest of what was polled must still be read.
        awaited.fail(unreadable(record, awaited, e));
        return;
      }
    }
  }

  private static ParallaxException unreadable(
      ConsumerRecord<?, ?> record, Awaited awaited, RuntimeException cause) {
    return new ParallaxException(
        "execution %s: the record at %s-%d@%d cannot be read: %s"
            .formatted(
                awaited.executionId(),
                record.topic(),
                record.partition(),
                record.offset(),
                Faults.said(cause)),
        cause);
  }

  private void outcome(byte[] value, Awaited awaited) {
    awaited.complete(outcomes.decode(value));
  }

  /** The refusal of this id's request; one that cannot be repeated in it is taken for ours. */
  private void unroutable(byte[] value, Awaited awaited) {
    var said = unroutables.decode(value);
    if (said.getRequest() == null || isOurs(said.getRequest(), awaited)) {
      refuse(awaited, said);
    }
  }

  /** The refusal of a later request with this id: ours only if ours came second. */
  private void taken(byte[] value, Awaited awaited) {
    var said = unroutables.decode(value);
    if (said.getRequest() != null && isOurs(said.getRequest(), awaited)) {
      refuse(awaited, said);
    }
  }

  private static boolean isOurs(ExecutionRequest request, Awaited awaited) {
    return awaited.executionId().equals(request.getExecutionId())
        && Requests.sameContent(request, awaited.request());
  }

  private static void refuse(Awaited awaited, UnroutableRequest said) {
    awaited.fail(
        new UnroutableException(said.getReason(), said.getMessage(), awaited.executionId()));
  }
}
