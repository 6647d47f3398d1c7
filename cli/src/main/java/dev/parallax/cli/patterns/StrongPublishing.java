package dev.parallax.cli.patterns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.RecordWriter;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.patterns.PublicationWatch.Result;
import dev.parallax.cli.session.Stop;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Replication;
import dev.parallax.core.replication.Globs;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.PatternPublication;
import dev.parallax.events.PublicationKind;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicSpec;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Publishes patterns in all regions at once or in none (P3), and waits for what becomes of them.
 */
final class StrongPublishing {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration READ = Duration.ofSeconds(20);
  private static final Duration SILENT_WAIT = Duration.ofSeconds(2);

  /** After the timeout the coordinator's decision is still on its way. */
  private static final Duration DECISION = Duration.ofSeconds(10);

  private final Connection connection;
  private final AvroCodecs codecs;
  private final PrintWriter err;
  private final Map<String, PublicationWatch> watches = new LinkedHashMap<>();
  private long beganAt;

  /**
   * @param codecs that register schemas
   */
  StrongPublishing(Connection connection, AvroCodecs codecs, PrintWriter err) {
    this.connection = connection;
    this.codecs = codecs;
    this.err = err;
  }

  /**
   * Whether a pattern of this name is published so. An excluded one never leaves its region, so no
   * other has a say in it.
   */
  static boolean isMeant(Connection connection, String name) {
    return connection
        .config()
        .filter(ParallaxConfig::isFederated)
        .map(config -> config.replication().patterns())
        .filter(Replication.Patterns::enabled)
        .filter(patterns -> patterns.mode() == Replication.Mode.STRONG)
        .filter(patterns -> !new Globs(patterns.excludePatterns()).matches(name))
        .isPresent();
  }

  /**
   * Publishes them and returns when all are decided and used, or the time is over, or at Ctrl-C.
   */
  void publish(List<PatternDefinition> definitions) {
    var proposals = new LinkedHashMap<String, PatternPublication>();
    for (var definition : definitions) {
      var id = UUID.randomUUID().toString();
      proposals.put(definition.getName(), proposal(id, definition));
      watches.put(id, new PublicationWatch(id, definition, connection.regionIds()));
    }
    try (var follower = TopicFollower.open(connection, codecs);
        var stop = Stop.atExit()) {
      topics().forEach(topic -> follower.followNew(topic, PatternPublication.class, this::read));
      follower.catchUp(READ);
      beganAt = System.nanoTime();
      new RecordWriter(connection, codecs)
          .write(
              connection.catalogue().publications(),
              PatternPublication.class,
              proposals,
              "publication of",
              this::requireClock);
      await(follower, stop);
    }
  }

  private PatternPublication proposal(String id, PatternDefinition definition) {
    var encoder = codecs.encoder(connection.catalogue().patterns().name(), PatternDefinition.class);
    return PatternPublication.newBuilder()
        .setId(id)
        .setName(definition.getName())
        .setKind(PublicationKind.PROPOSE)
        .setRegion(Publisher.region(connection))
        .setDefinition(ByteBuffer.wrap(encoder.encode(definition)))
        .setTimeoutMs(timeout().map(Duration::toMillis).orElse(null))
        .setAt(definition.getUpdatedAt())
        .build();
  }

  private void requireClock(PatternPublication proposal, long appendedAt) {
    PatternApplyCommand.requireClock(watches.get(proposal.getId()).definition(), appendedAt);
  }

  private Replication.Patterns rules() {
    return connection.config().orElseThrow().replication().patterns();
  }

  /** Empty: it waits until all regions are there. */
  private Optional<Duration> timeout() {
    return Optional.of(rules())
        .filter(rules -> rules.onUnavailable() == Replication.OnUnavailable.REJECT)
        .map(Replication.Patterns::timeout);
  }

  private List<TopicSpec> topics() {
    var catalogue = connection.catalogue();
    var own = catalogue.publications();
    var here = Publisher.region(connection);
    return connection.regionIds().stream()
        .map(region -> region.equals(here) ? own : catalogue.copy(region, own))
        .toList();
  }

  private void read(String name, Optional<PatternPublication> said) {
    long after = Duration.ofNanos(System.nanoTime() - beganAt).toMillis();
    said.ifPresent(
        record ->
            Optional.ofNullable(watches.get(record.getId()))
                .ifPresent(watch -> watch.read(record, after)));
  }

  private void await(TopicFollower follower, Stop stop) {
    var limit = timeout().map(DECISION::plus);
    var tell = SILENT_WAIT;
    while (!isDone() && !stop.isAsked()) {
      var waited = Duration.ofNanos(System.nanoTime() - beganAt);
      if (limit.filter(most -> waited.compareTo(most) > 0).isPresent()) {
        return;
      }
      if (waited.compareTo(tell) > 0) {
        tell = waited.multipliedBy(2);
        progress();
      }
      follower.awaitMore(LOOK);
    }
    if (stop.isAsked() && !isDone()) {
      err.println("parallax: what was published goes on without this command");
    }
  }

  private void progress() {
    watches.values().stream()
        .filter(watch -> watch.result() == Result.INDETERMINATE)
        .forEach(watch -> err.println(title(watch) + ": " + watch.sentence()));
    err.flush();
  }

  private boolean isDone() {
    return watches.values().stream().noneMatch(watch -> watch.result() == Result.INDETERMINATE);
  }

  /** {@link ExitCode#OK} if every region uses all of them. */
  int exitCode() {
    return watches.values().stream().allMatch(watch -> watch.result() == Result.COMMITTED)
        ? ExitCode.OK
        : ExitCode.FAILED;
  }

  /** A line for each. */
  List<String> lines() {
    return watches.values().stream()
        .map(watch -> "%s %s: %s".formatted(title(watch), watch.result(), watch.sentence()))
        .toList();
  }

  ObjectNode json() {
    var json = Json.object();
    var array = json.putArray("publications");
    for (var watch : watches.values()) {
      var entry =
          array
              .addObject()
              .put("id", watch.id())
              .put("name", watch.definition().getName())
              .put("version", watch.definition().getVersion())
              .put("deleted", watch.definition().getDeleted())
              .put("result", watch.result().name())
              .put("message", watch.sentence());
      var applied = entry.putObject("appliedAfterMs");
      watch.appliedAfterMs().forEach(applied::put);
    }
    return json;
  }

  private static String title(PublicationWatch watch) {
    var definition = watch.definition();
    return definition.getName()
        + " "
        + definition.getVersion()
        + (definition.getDeleted() ? " (deletion)" : "");
  }
}
