package dev.parallax.health;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.AgreementView;
import dev.parallax.events.CommandKind;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.RegionCommand;
import dev.parallax.events.RegionState;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The three regions of {@link Events}, each with a topology of its own, and the links between them:
 * what one writes is carried to the others, and waits while the link is cut. Each region probes the
 * others every ten seconds and has one agent.
 */
final class ThreeRegions implements AutoCloseable {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final String AP = "ap-south-1";
  private static final Duration STEP = Duration.ofMillis(500);
  private static final int STEPS_OF_PROBES = 20;

  private final Map<String, HealthDriver> drivers = new LinkedHashMap<>();
  private final Map<String, Deque<Carried>> links = new HashMap<>();
  private final Set<String> cut = new HashSet<>();
  private final Set<String> down = new HashSet<>();
  private final Map<String, Map<String, RegionState>> regions = new HashMap<>();
  private final Map<String, List<FailoverEvent>> failovers = new HashMap<>();
  private final Map<String, byte[]> ballots = new HashMap<>();
  private int steps;

  private record Carried(PeerTopics.Kind kind, TestRecord<String, byte[]> record) {}

  ThreeRegions(Path directory) {
    this(directory, any -> AgreedFormats.OF_THIS_RELEASE);
  }

  /**
   * @param formats that the release of a region understands
   */
  ThreeRegions(Path directory, Function<String, AgreedFormats> formats) {
    this(directory, Events::federated, any -> Map.of(), formats);
  }

  /**
   * @param secrets environment variables of a region
   */
  ThreeRegions(
      Path directory,
      Function<String, ParallaxConfig> config,
      Function<String, Map<String, String>> secrets) {
    this(directory, config, secrets, any -> AgreedFormats.OF_THIS_RELEASE);
  }

  private ThreeRegions(
      Path directory,
      Function<String, ParallaxConfig> config,
      Function<String, Map<String, String>> secrets,
      Function<String, AgreedFormats> formats) {
    var registry = new InMemorySchemaRegistry();
    for (var region : Events.REGIONS) {
      drivers.put(
          region,
          new HealthDriver(
              directory.resolve(region),
              registry,
              config.apply(region),
              secrets.apply(region),
              formats.apply(region)));
      regions.put(region, new HashMap<>());
      failovers.put(region, new ArrayList<>());
      for (var other : Events.REGIONS) {
        links.put(region + ">" + other, new ArrayDeque<>());
      }
    }
  }

  /** Nothing goes either way between these two. */
  void cut(String one, String other) {
    cut.add(one + ">" + other);
    cut.add(other + ">" + one);
  }

  /** Nothing goes this way, and probes fail both ways. */
  void cutOneWay(String from, String to) {
    cut.add(from + ">" + to);
  }

  void isolate(String region) {
    Events.REGIONS.stream().filter(id -> !id.equals(region)).forEach(id -> cut(region, id));
  }

  /** All links carry again, what waited first. */
  void heal() {
    cut.clear();
  }

  /** Neither its topology nor anything else of it runs. */
  void stop(String region) {
    down.add(region);
  }

  void start(String region) {
    down.remove(region);
  }

  HealthDriver in(String region) {
    return drivers.get(region);
  }

  void pass(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= STEP.toMillis()) {
      if (steps++ % STEPS_OF_PROBES == 0) {
        drivers.keySet().forEach(this::beat);
      }
      drivers.forEach(this::step);
      drivers.keySet().forEach(this::read);
      drivers.keySet().forEach(this::deliver);
    }
  }

  private void beat(String region) {
    var driver = drivers.get(region);
    if (down.contains(region)) {
      return;
    }
    driver.heartbeat(Events.heartbeat("agent-" + region, region, driver.now()));
    for (var other : Events.REGIONS) {
      boolean reached = !down.contains(other) && !isCut(region, other) && !isCut(other, region);
      if (!other.equals(region)) {
        driver.probe(
            reached
                ? Events.up(region, other, 80, driver.now())
                : Events.down(region, other, driver.now()));
      }
    }
  }

  private boolean isCut(String from, String to) {
    return cut.contains(from + ">" + to);
  }

  private void step(String region, HealthDriver driver) {
    if (down.contains(region)) {
      driver.sleep(STEP);
    } else {
      driver.pass(STEP);
    }
  }

  private void read(String region) {
    var driver = drivers.get(region);
    driver.regions().forEach(state -> regions.get(region).put(state.getRegion(), state));
    failovers.get(region).addAll(driver.failovers());
    send(region, PeerTopics.Kind.SUMMARIES, driver.records(driver.topics.summaries()));
    var said = driver.records(driver.topics.ballots());
    said.forEach(ballot -> ballots.put(region, ballot.value()));
    send(region, PeerTopics.Kind.BALLOTS, said);
  }

  private void send(String from, PeerTopics.Kind kind, List<TestRecord<String, byte[]>> records) {
    for (var to : Events.REGIONS) {
      if (!to.equals(from)) {
        records.forEach(record -> links.get(from + ">" + to).add(new Carried(kind, record)));
      }
    }
  }

  private void deliver(String to) {
    if (down.contains(to)) {
      return;
    }
    for (var from : Events.REGIONS) {
      var waiting = links.get(from + ">" + to);
      while (!isCut(from, to) && !waiting.isEmpty()) {
        var next = waiting.remove();
        var topics = drivers.get(to).topics;
        drivers
            .get(to)
            .putBytes(
                topics.copy(from, next.kind().original(topics)),
                next.record().key(),
                next.record().value(),
                next.record().headers());
      }
    }
  }

  /** An operator orders this in that region. */
  void order(String region, String id, CommandKind kind, String from, String to) {
    var driver = drivers.get(region);
    var command = new RegionCommand(id, kind, from, to, false, "alice", driver.now());
    var value = driver.encode(driver.topics.commands(), command, RegionCommand.class);
    driver.putBytes(driver.topics.commands(), region, value);
    var record = new TestRecord<String, byte[]>(region, value);
    send(region, PeerTopics.Kind.COMMANDS, List.of(record));
  }

  /** What the region said last in the agreement. */
  byte[] ballot(String region) {
    return ballots.get(region);
  }

  /** What was last told of a region in one. */
  RegionState state(String in, String of) {
    return regions.get(in).get(of);
  }

  AgreementView agreement(String in) {
    return state(in, in).getAgreement();
  }

  /** Active region and epoch as one region tells it. */
  String active(String in) {
    var active = regions.get(in).values().stream().filter(RegionState::getActive).toList();
    return active.size() == 1
        ? active.get(0).getRegion() + " " + active.get(0).getEpoch()
        : "none or several: " + active;
  }

  /** Id, kind and target of everything that happened as one region tells it. */
  List<String> happened(String in) {
    return failovers.get(in).stream()
        .map(event -> event.getId() + " " + event.getKind() + " " + event.getTo())
        .toList();
  }

  List<FailoverEvent> failovers(String in) {
    return failovers.get(in);
  }

  @Override
  public void close() {
    drivers.values().forEach(HealthDriver::close);
  }
}
