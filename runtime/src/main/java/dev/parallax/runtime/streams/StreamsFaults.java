package dev.parallax.runtime.streams;

import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.schemas.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.rocksdb.RocksDBException;

/** What ended a topology: in words where the cause lies in its surroundings, else as it is. */
final class StreamsFaults {

  private StreamsFaults() {}

  /** A {@link KnownFault} if the cause is known, else {@code uncaught} itself, unchecked. */
  static RuntimeException explained(Throwable uncaught, Instance instance) {
    for (Throwable cause : causes(uncaught)) {
      if (cause instanceof KnownFault known) {
        return known;
      }
      var message = message(cause, instance);
      if (message.isPresent()) {
        return new KnownFault(message.get(), uncaught);
      }
    }
    return uncaught instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("a thread of the topology failed: " + uncaught, uncaught);
  }

  private static Optional<String> message(Throwable cause, Instance instance) {
    if (cause instanceof FencedInstanceIdException) {
      return Optional.of(
          "another process took over instance id %s of application %s: give each process an --instance-id of its own"
              .formatted(instance.instanceId(), instance.applicationId()));
    }
    if (cause instanceof MissingSourceTopicException) {
      return Optional.of(
          "a topic that is read was deleted (%s): it is created again at the next start"
              .formatted(cause.getMessage()));
    }
    if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
      return Optional.of(
          "Kafka refuses application %s: %s; see the permissions in runtime/README.md"
              .formatted(instance.applicationId(), cause.getMessage()));
    }
    if (cause instanceof RegistryException) {
      return Optional.of(cause.getMessage());
    }
    if (isFullDisk(cause)) {
      return Optional.of(
          "state directory %s is full (%s): free space, or name another by --state-dir, and start again; what it lacks is restored from Kafka"
              .formatted(instance.stateDir(), cause.getMessage()));
    }
    return isMissingSink(cause)
        ? Optional.of("a topic that is written to is missing: " + cause.getMessage())
        : Optional.empty();
  }

  /** Of RocksDB, whose message has the system's words; files of Streams' own say them as well. */
  private static boolean isFullDisk(Throwable cause) {
    var said = String.valueOf(cause.getMessage());
    return (cause instanceof RocksDBException || cause instanceof IOException)
        && (said.contains("No space left on device") || said.contains("Disk quota exceeded"));
  }

  /** The producer's words for a topic or partition that it cannot find; it has no type for it. */
  private static boolean isMissingSink(Throwable cause) {
    return cause instanceof TimeoutException
        && String.valueOf(cause.getMessage()).contains("not present in metadata");
  }

  private static List<Throwable> causes(Throwable fault) {
    var causes = new ArrayList<Throwable>();
    for (Throwable t = fault; t != null && !causes.contains(t); t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }
}
