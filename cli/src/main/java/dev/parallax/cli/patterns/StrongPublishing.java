package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.RecordWriter;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.patterns.PublicationWatch.Result;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Replication;
import dev.parallax.core.replication.Globs;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.PatternPublication;
import dev.parallax.events.PublicationKind;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicSpec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Publishes patterns in all regions at once or in none (P3), and waits for what becomes of them.
 */
public final class StrongPublishing {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration READ = Duration.ofSeconds(20);
  private static final Duration SILENT_WAIT = Duration.ofSeconds(2);

  private final Connection connection;
  private final AvroCodecs codecs;
  private final Patience patience;
  private final Consumer<String> say;
  private final Map<String, PublicationWatch> watches = new LinkedHashMap<>();
  private long beganAt;

  /**
   * How long something may take.
   *
   * @param deadline after which a publication is aborted; empty: it waits until all regions are
   *     there
   * @param longest how long its publisher waits; empty: as long as it takes
   */
  public record Patience(Optional<Duration> deadline, Optional<Duration> longest) {
    /** After the deadline the coordinator's decision is still on its way. */
    private static final Duration DECISION = Duration.ofSeconds(10);

    /** Aborted after this time. */
    public static Patience until(Duration deadline) {
      return new Patience(Optional.of(deadline), Optional.of(deadline.plus(DECISION)));
    }

    /** Never aborted because of its time; the publisher may wait no longer than this. */
    public static Patience withoutEnd(Optional<Duration> longest) {
      return new Patience(Optional.empty(), longest);
    }

    /** By the configuration; a time that was given takes the place of its own. */
    static Patience of(Replication.Patterns rules, Optional<Duration> given) {
      return rules.onUnavailable() == Replication.OnUnavailable.REJECT
          ? until(given.orElse(rules.timeout()))
          : withoutEnd(given);
    }
  }

  /**
   * A publisher.
   *
   * @param connection to the cluster of the region that publishes
   * @param codecs that register schemas
   * @param say told what it waits for
   */
  public StrongPublishing(
      Connection connection, AvroCodecs codecs, Patience patience, Consumer<String> say) {
    this.connection = connection;
    this.codecs = codecs;
    this.patience = patience;
    this.say = say;
  }

  /**
   * Whether a pattern of this name is published so. An excluded one never leaves its region, so no
   * other has a say in it.
   */
  static boolean isMeant(Connection connection, String name) {
    return rules(connection)
        .filter(patterns -> !new Globs(patterns.excludePatterns()).matches(name))
        .isPresent();
  }

  /** The rules by which patterns are published so; empty if the configuration does not. */
  static Optional<Replication.Patterns> rules(Connection connection) {
    return connection
        .config()
        .filter(ParallaxConfig::isFederated)
        .map(config -> config.replication().patterns())
        .filter(Replication.Patterns::enabled)
        .filter(patterns -> patterns.mode() == Replication.Mode.STRONG);
  }

  /**
   * Publishes them and returns when all are decided and used, or the time is over, or it is to
   * stop.
   *
   * @throws CommandFailure if nothing was published
   */
  public void publish(List<PatternDefinition> definitions, BooleanSupplier stopped) {
    var proposals = new LinkedHashMap<String, PatternPublication>();
    for (var definition : definitions) {
      var id = UUID.randomUUID().toString();
      proposals.put(definition.getName(), proposal(id, definition));
      watches.put(id, new PublicationWatch(id, definition, connection.regionIds()));
    }
    try (var follower = TopicFollower.open(connection, codecs)) {
      topics(connection)
          .forEach(topic -> follower.followNew(topic, PatternPublication.class, this::read));
      follower.catchUp(READ);
      beganAt = System.nanoTime();
      propose(proposals);
      await(follower, stopped);
    }
  }

  /** Whether proposals were stored of which that is not known shows in what is read then. */
  private void propose(Map<String, PatternPublication> proposals) {
    try {
      new RecordWriter(connection, codecs, "'parallax pattern publications' tells")
          .write(
              connection.catalogue().publications(),
              PatternPublication.class,
              proposals,
              "publication of",
              this::requireClock);
    } catch (CommandFailure unanswered) {
      if (!unanswered.isOutcomeUnknown()) {
        throw unanswered;
      }
      say.accept(unanswered.getMessage());
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
        .setTimeoutMs(patience.deadline().map(Duration::toMillis).orElse(null))
        .setAt(definition.getUpdatedAt())
        .build();
  }

  private void requireClock(PatternPublication proposal, long appendedAt) {
    PatternApplyCommand.requireClock(watches.get(proposal.getId()).definition(), appendedAt);
  }

  /** The topics that say what regions do with publications, by how they reach this one. */
  static List<TopicSpec> topics(Connection connection) {
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

  private void await(TopicFollower follower, BooleanSupplier stopped) {
    var tell = SILENT_WAIT;
    while (!isDone() && !stopped.getAsBoolean()) {
      var waited = Duration.ofNanos(System.nanoTime() - beganAt);
      if (patience.longest().filter(most -> waited.compareTo(most) > 0).isPresent()) {
        break;
      }
      if (waited.compareTo(tell) > 0) {
        tell = waited.multipliedBy(2);
        open().forEach(watch -> say.accept(watch.title() + ": " + watch.sentence()));
      }
      follower.awaitMore(LOOK);
    }
    open().forEach(watch -> say.accept(goesOn(watch)));
  }

  private static String goesOn(PublicationWatch watch) {
    var outcome = "'parallax pattern publications' shows what becomes of it";
    return watch.isOpen()
        ? "parallax: %s stays open and goes on without this command: %s, 'parallax pattern cancel %s' gives it up"
            .formatted(watch.title(), outcome, watch.id())
        : "parallax: %s goes on without this command: %s".formatted(watch.title(), outcome);
  }

  private List<PublicationWatch> open() {
    return watches.values().stream()
        .filter(watch -> watch.result() == Result.INDETERMINATE)
        .toList();
  }

  private boolean isDone() {
    return open().isEmpty();
  }

  /** What is known of each, in their order. */
  public List<PublicationWatch> watches() {
    return List.copyOf(watches.values());
  }
}
