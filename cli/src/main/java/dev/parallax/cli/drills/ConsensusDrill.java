package dev.parallax.cli.drills;

import dev.parallax.cli.cluster.ClientAccess;
import dev.parallax.cli.cluster.RecordWriter;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.patterns.PatternDocument;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.runtime.ops.Metric;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Consensus of three agents, one in each region, of whom some fail, answer twice or never answer:
 * every execution ends exactly once, the faults add up, and the router forgets all of it.
 */
final class ConsensusDrill implements Drill {
  static final String NAME = "consensus";

  private static final Duration IDEMPOTENCE = Duration.ofSeconds(60);
  private static final Duration REGISTERED = Duration.ofSeconds(60);
  private static final Duration READ = Duration.ofSeconds(15);
  private static final Duration TELL_EVERY = Duration.ofSeconds(5);

  /** The client's; it gives an execution up long after the router must have ended it. */
  private static final Duration OUTCOME = Duration.ofMinutes(2);

  /** For the last row to go after its time. */
  private static final Duration FORGETTING = IDEMPOTENCE.plusSeconds(60);

  private final Load load;

  ConsensusDrill(Load load) {
    this.load = load;
  }

  @Override
  public Duration idempotence() {
    return IDEMPOTENCE;
  }

  @Override
  public Optional<DrillReport> run(Ground ground) {
    try (var registry = RegistryAccess.client(ground.connection().registry(), Map.of())) {
      var pattern = pattern();
      publish(ground, registry, pattern);
      try (var agents = new Team(ground, new AvroCodecs(registry))) {
        return isRegistered(ground, registry)
            ? run(ground, registry, pattern.name(), agents)
            : Optional.empty();
      }
    }
  }

  /** The agents of all regions. */
  private static final class Team implements AutoCloseable {
    private final List<FaultyAgents> members = new ArrayList<>();

    Team(Ground ground, AvroCodecs codecs) {
      for (var region : ground.bootstrapServers().keySet()) {
        members.add(FaultyAgents.start(ground.from(region), region, codecs));
      }
    }

    void requireWorking() {
      for (var member : members) {
        member
            .failure()
            .ifPresent(
                fault -> {
                  throw CommandFailure.failed(
                      "agents of the drill ended: " + fault.getMessage(), fault);
                });
      }
    }

    Map<Fault, Long> tasks() {
      var tasks = new EnumMap<Fault, Long>(Fault.class);
      for (var fault : Fault.values()) {
        tasks.put(fault, members.stream().mapToLong(member -> member.tasks(fault)).sum());
      }
      return tasks;
    }

    @Override
    public void close() {
      members.forEach(FaultyAgents::close);
    }
  }

  private static PatternDocument pattern() {
    var resource = NAME + ".yaml";
    try (var in =
        Objects.requireNonNull(ConsensusDrill.class.getResourceAsStream(resource), resource)) {
      var yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (PatternDocument.read(yaml) instanceof PatternDocument.Valid valid) {
        return valid.document();
      }
      throw new IllegalStateException("the drill's pattern is faulty: " + yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void publish(
      Ground ground, SchemaRegistryClient registry, PatternDocument pattern) {
    var region = ground.bootstrapServers().keySet().iterator().next();
    var definition = pattern.applied(region, Clock.systemUTC().millis(), Optional.of("drill"));
    new RecordWriter(ground.connection(), new AvroCodecs(registry), "run the drill again")
        .write(
            ground.connection().catalogue().patterns(),
            PatternDefinition.class,
            Map.of(pattern.name(), definition),
            "pattern");
  }

  private static boolean isRegistered(Ground ground, SchemaRegistryClient registry) {
    var missing = new HashSet<String>();
    ground.bootstrapServers().keySet().forEach(id -> missing.addAll(FaultyAgents.ids(id)));
    var codecs = AvroCodecs.lookingUp(registry);
    try (var follower = TopicFollower.open(ground.connection(), codecs)) {
      follower.follow(
          ground.connection().catalogue().agents(),
          AgentState.class,
          (id, state) ->
              state
                  .filter(known -> known.getStatus() == AgentStatus.CONNECTED)
                  .ifPresent(known -> missing.remove(id)));
      return ground.await(
          "agents of the drill are connected",
          REGISTERED,
          () -> {
            follower.catchUp(READ);
            return missing.isEmpty();
          });
    }
  }

  private Optional<DrillReport> run(
      Ground ground, SchemaRegistryClient registry, String pattern, Team agents) {
    var ids = executionIds(load.executions());
    var watch = new Watch(ground, load.executions());
    boolean sent;
    try (var client = ClientAccess.connect(ground.connection(), registry, OUTCOME)) {
      var sending = new Sending(client, pattern, load.inFlight());
      watch.begin();
      sent =
          sending.send(
              ids,
              progress -> {
                agents.requireWorking();
                watch.look(progress.done());
                return ground.stopped().test(Duration.ZERO);
              });
      watch.end();
    }
    if (!sent) {
      return Optional.empty();
    }
    ground.say().accept("reading what the topics say");
    var seen = Seen.read(ground, AvroCodecs.lookingUp(registry), ids);
    long ignored = RouterScrape.sum(watch.scrape.read(), Metric.IGNORED_RESULTS_TOTAL);
    ground.say().accept("waiting until the router has forgotten all of it");
    return ground.await("the router has forgotten all executions", FORGETTING, watch::isEmpty)
        ? Optional.of(
            new ConsensusReport(
                load, Expected.of(ids), seen, agents.tasks(), ignored, watch.figures()))
        : Optional.empty();
  }

  /** Ids of one run differ from those of every other, and so do its faults. */
  private static List<String> executionIds(int count) {
    var run = UUID.randomUUID().toString().substring(0, 8);
    return IntStream.range(0, count).mapToObj(i -> "drill-" + run + "-" + i).toList();
  }

  /** Looks at the router while the drill goes on. */
  private static final class Watch {
    private final Ground ground;
    private final int executions;
    private final RouterScrape scrape;
    private final RouterState before;
    private RouterState peak;
    private RouterState now;
    private long began;
    private long ended;
    private long toldAt;
    private long toldDone;

    Watch(Ground ground, int executions) {
      this.ground = ground;
      this.executions = executions;
      this.scrape = new RouterScrape(ground.router().orElseThrow());
      this.before = RouterState.read(scrape, ground.routerState());
      this.peak = before;
      this.now = before;
    }

    void begin() {
      began = System.nanoTime();
      toldAt = began;
    }

    void end() {
      ended = System.nanoTime();
      read();
    }

    private void read() {
      now = RouterState.read(scrape, ground.routerState());
      peak = peak.max(now);
    }

    /** Tells, every few seconds. */
    void look(long done) {
      long at = System.nanoTime();
      if (at - toldAt < TELL_EVERY.toNanos()) {
        return;
      }
      read();
      double rate = (done - toldDone) * 1e9 / (at - toldAt);
      ground
          .say()
          .accept(
              String.format(
                  Locale.ROOT,
                  "%,d of %,d ended, %.0f/s; the router has %,d running and %,d ended ones",
                  done,
                  executions,
                  rate,
                  now.running(),
                  now.ended()));
      toldAt = at;
      toldDone = done;
    }

    boolean isEmpty() {
      read();
      return now.isEmpty();
    }

    ConsensusReport.Figures figures() {
      return new ConsensusReport.Figures(Duration.ofNanos(ended - began), before, peak, now);
    }
  }
}
