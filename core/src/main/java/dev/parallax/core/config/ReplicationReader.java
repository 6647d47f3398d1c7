package dev.parallax.core.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code replication} and {@code controlPlane.federation.sync}, which say the same of
 * patterns and executions (C1).
 */
final class ReplicationReader {
  static final Map<String, Replication.Mode> MODES =
      Words.of("eventual", Replication.Mode.EVENTUAL, "strong", Replication.Mode.STRONG);
  static final Map<String, Replication.OnUnavailable> ON_UNAVAILABLE =
      Words.of("reject", Replication.OnUnavailable.REJECT, "wait", Replication.OnUnavailable.WAIT);

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration DELAY = Duration.ofSeconds(60);
  static final String ONE_CLUSTER =
      "needs controlPlane.mode: federated: with one cluster for all regions there is nothing to"
          + " copy, so no app starts with it; remove it, or give every region a cluster";

  private final Fields sync;
  private final boolean federated;

  private ReplicationReader(Fields federation, ControlPlane controlPlane) {
    this.federated = controlPlane.mode() == ControlPlane.Mode.FEDERATED;
    this.sync = federation.section("sync", FederationReader.SYNC);
  }

  /**
   * What is copied.
   *
   * @param federation of {@code controlPlane.federation}
   */
  static Replication read(
      Fields root, Fields federation, RegionNames names, ControlPlane controlPlane) {
    var replication = root.section("replication", List.of("patterns", "executions", "topics"));
    return new ReplicationReader(federation, controlPlane).read(replication, names);
  }

  private Replication read(Fields fields, RegionNames names) {
    var patterns =
        patterns(
            fields.section(
                "patterns",
                List.of("enabled", "mode", "excludePatterns", "onUnavailable", "timeout")));
    var executions =
        executions(fields.section("executions", List.of("enabled", "analytics")), names);
    var agents = flag(sync.state("agents", Cursor::flag), false);
    var topics = globs(fields, "topics");
    if (!topics.isEmpty()) {
      fields.at("topics").ifPresent(this::requireFederated);
    }
    return new Replication(patterns, agents, executions, topics);
  }

  private Replication.Patterns patterns(Fields fields) {
    var enabled =
        agreed(fields.state("enabled", Cursor::flag), sync.state("patterns", Cursor::flag));
    return new Replication.Patterns(
        flag(enabled, federated),
        fields.read("mode", Replication.Mode.EVENTUAL, at -> word(at, MODES)),
        globs(fields, "excludePatterns"),
        fields.read(
            "onUnavailable", Replication.OnUnavailable.REJECT, at -> word(at, ON_UNAVAILABLE)),
        fields.read("timeout", TIMEOUT, Durations::positive));
  }

  private Replication.Executions executions(Fields fields, RegionNames names) {
    var enabled =
        agreed(fields.state("enabled", Cursor::flag), sync.state("executions", Cursor::flag));
    return new Replication.Executions(
        flag(enabled, false),
        analytics(fields.section("analytics", List.of("enabled", "destination", "delay")), names));
  }

  private Optional<Replication.Analytics> analytics(Fields fields, RegionNames names) {
    boolean enabled = flag(fields.state("enabled", Cursor::flag), false);
    var destination = fields.read("destination", names::read);
    var delay = fields.read("delay", DELAY, Durations::orZero);
    if (enabled && fields.at("destination").isEmpty()) {
      fields.missing("destination", "P4", "name the region that outcomes are copied to");
    }
    return destination.filter(id -> enabled).map(id -> new Replication.Analytics(id, delay));
  }

  private static List<String> globs(Fields fields, String key) {
    return fields.at(key).map(Cursor::items).orElse(List.of()).stream()
        .flatMap(at -> at.text().stream())
        .toList();
  }

  private static <T> Optional<T> word(Cursor at, Map<String, T> words) {
    var word = at.text();
    word.filter(text -> !words.containsKey(text))
        .ifPresent(text -> at.refuse("P3", "is not valid; " + Spelling.hint(text, words.keySet())));
    return word.map(words::get);
  }

  private static Optional<Stated<Boolean>> agreed(
      Optional<Stated<Boolean>> one, Optional<Stated<Boolean>> other) {
    return Synonyms.agree(Stream.of(one, other).toList());
  }

  /** What is switched on has an effect, or is said to have none (C3). */
  private boolean flag(Optional<Stated<Boolean>> stated, boolean otherwise) {
    stated.filter(Stated::value).map(Stated::at).ifPresent(this::requireFederated);
    return stated.map(Stated::value).orElse(otherwise);
  }

  private void requireFederated(Cursor at) {
    if (!federated) {
      at.defer(ONE_CLUSTER);
    }
  }
}
