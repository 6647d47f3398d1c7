package dev.parallax.runtime.streams;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One process of an app.
 *
 * @param applicationId the app's application id, shared by all its processes; prefix of its
 *     internal topics and transactions
 * @param instanceId what this process is called among them, the same after a restart: a restarted
 *     static member gets its partitions back at once. Two processes with one id fence each other
 * @param stateDir directory of its stores, the same after a restart; not shared with another
 *     process of the same application id
 */
public record Instance(String applicationId, String instanceId, Path stateDir) {

  /** Refuses blanks, which Kafka would refuse later and less clearly. */
  public Instance {
    Objects.requireNonNull(stateDir);
    if (applicationId.isBlank() || instanceId.isBlank()) {
      throw new IllegalArgumentException("applicationId and instanceId must not be blank");
    }
  }
}
