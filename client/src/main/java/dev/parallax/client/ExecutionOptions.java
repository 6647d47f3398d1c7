package dev.parallax.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What may be said of one execution besides pattern and input. Immutable; start with {@link
 * #defaults}.
 *
 * @param executionId identity; absent: a random one. The same id with the same content starts no
 *     second execution within the control plane's {@code executions.idempotence} (X9)
 * @param patternVersion a version that must exist; absent: the newest (R21)
 * @param originRegion where the request arose; absent: the client's, else the router's region (R2)
 * @param capabilities that every chosen agent must have, besides the pattern's (R4)
 * @param priority text for matching only (R21)
 * @param metadata text by name for matching only (R21)
 * @param timeout of one attempt, more than 0; absent: the pattern's, else the control plane's
 * @param retries further attempts, 0 or more; absent: the pattern's, else the control plane's
 * @param includeVotes whether the outcome lists each agent's answer
 * @param deadline after which nothing is worth doing; absent: by timeout and retries (R22)
 * @param headers of the record, as UTF-8 text; they travel to tasks, results and outcome (X11)
 */
public record ExecutionOptions(
    Optional<String> executionId,
    Optional<String> patternVersion,
    Optional<String> originRegion,
    List<String> capabilities,
    Optional<String> priority,
    Map<String, String> metadata,
    Optional<Duration> timeout,
    Optional<Integer> retries,
    boolean includeVotes,
    Optional<Instant> deadline,
    Map<String, String> headers) {

  private static final ExecutionOptions DEFAULTS = new Draft().options();

  /** Checks the ranges and copies the collections. */
  public ExecutionOptions {
    if (timeout.isPresent() && timeout.get().toMillis() < 1) {
      throw new IllegalArgumentException("timeout " + timeout.get() + ": at least 1 ms is needed");
    }
    if (retries.isPresent() && retries.get() < 0) {
      throw new IllegalArgumentException("retries " + retries.get() + ": 0 or more are needed");
    }
    if (executionId.isPresent() && executionId.get().isEmpty()) {
      throw new IllegalArgumentException("executionId must not be empty");
    }
    capabilities = List.copyOf(capabilities);
    metadata = Map.copyOf(metadata);
    headers = Map.copyOf(headers);
  }

  /** Nothing but defaults. */
  public static ExecutionOptions defaults() {
    return DEFAULTS;
  }

  /** With this identity. */
  public ExecutionOptions executionId(String id) {
    return with(draft -> draft.executionId = Optional.of(id));
  }

  /** With this version of the pattern. */
  public ExecutionOptions patternVersion(String version) {
    return with(draft -> draft.patternVersion = Optional.of(version));
  }

  /** As if it arose in this region. */
  public ExecutionOptions originRegion(String region) {
    return with(draft -> draft.originRegion = Optional.of(region));
  }

  /** With these required capabilities. */
  public ExecutionOptions capabilities(Collection<String> names) {
    return with(draft -> draft.capabilities = List.copyOf(names));
  }

  /** With this priority. */
  public ExecutionOptions priority(String text) {
    return with(draft -> draft.priority = Optional.of(text));
  }

  /** With one more entry of metadata. */
  public ExecutionOptions metadata(String name, String text) {
    return with(draft -> draft.metadata = plus(metadata, name, text));
  }

  /** With this time for each attempt. */
  public ExecutionOptions timeout(Duration perAttempt) {
    return with(draft -> draft.timeout = Optional.of(perAttempt));
  }

  /** With this many further attempts. */
  public ExecutionOptions retries(int further) {
    return with(draft -> draft.retries = Optional.of(further));
  }

  /** With or without each agent's answer in the outcome. */
  public ExecutionOptions includeVotes(boolean include) {
    return with(draft -> draft.includeVotes = include);
  }

  /** With this deadline. */
  public ExecutionOptions deadline(Instant at) {
    return with(draft -> draft.deadline = Optional.of(at));
  }

  /** With one more header. */
  public ExecutionOptions header(String name, String text) {
    return with(draft -> draft.headers = plus(headers, name, text));
  }

  ExecutionOptions withIdentity() {
    return executionId.isPresent() ? this : executionId(UUID.randomUUID().toString());
  }

  private static Map<String, String> plus(Map<String, String> map, String name, String text) {
    var more = new TreeMap<>(map);
    more.put(name, text);
    return more;
  }

  private ExecutionOptions with(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** The same, open for one change. */
  private static final class Draft {
    Optional<String> executionId = Optional.empty();
    Optional<String> patternVersion = Optional.empty();
    Optional<String> originRegion = Optional.empty();
    List<String> capabilities = List.of();
    Optional<String> priority = Optional.empty();
    Map<String, String> metadata = Map.of();
    Optional<Duration> timeout = Optional.empty();
    Optional<Integer> retries = Optional.empty();
    boolean includeVotes;
    Optional<Instant> deadline = Optional.empty();
    Map<String, String> headers = Map.of();

    Draft() {}

    Draft(ExecutionOptions from) {
      executionId = from.executionId;
      patternVersion = from.patternVersion;
      originRegion = from.originRegion;
      capabilities = from.capabilities;
      priority = from.priority;
      metadata = from.metadata;
      timeout = from.timeout;
      retries = from.retries;
      includeVotes = from.includeVotes;
      deadline = from.deadline;
      headers = from.headers;
    }

    ExecutionOptions options() {
      return new ExecutionOptions(
          executionId,
          patternVersion,
          originRegion,
          capabilities,
          priority,
          metadata,
          timeout,
          retries,
          includeVotes,
          deadline,
          headers);
    }
  }
}
