package dev.parallax.cli.cases;

import dev.parallax.cli.documents.Faults;
import dev.parallax.cli.documents.Place;
import dev.parallax.cli.documents.Section;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.AgentStatus;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.RegionStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads fleets as cases write them. What a fleet leaves out has the defaults of its regions. */
final class FleetReader {
  private static final List<String> KEYS =
      List.of("latencyMs", "regions", "active", "forced", "agents");
  private static final List<String> REGION = List.of("health", "last", "drained", "evacuatedTo");
  private static final List<String> AGENT =
      List.of(
          "id", "region", "capabilities", "load", "inFlight", "maxConcurrency", "status", "count");

  /** Agents of one entry; more are a slip of the keyboard. */
  private static final int MAX_COUNT = 100_000;

  private static final int MAX_CONCURRENCY = 1_000_000;

  private final Section document;
  private final List<String> known;
  private Fleet fleet = Fleet.empty();

  private FleetReader(Section document, List<String> known) {
    this.document = document;
    this.known = known;
  }

  /**
   * The fleet, without what is faulty.
   *
   * @param configured ids of the regions; those that the fleet does not name are HEALTHY
   * @param known ids that the fleet may name: the configured ones, and others that are no slip
   */
  static Fleet read(ConfigNode document, List<String> configured, List<String> known, Faults to) {
    var reader = new FleetReader(Section.open("", document, to, KEYS), known);
    reader.readRegions(configured);
    reader.document.readItems("agents", reader::agents).stream()
        .flatMap(List::stream)
        .forEach(agent -> reader.fleet = reader.fleet.with(agent));
    return reader.fleet;
  }

  private void readRegions(List<String> configured) {
    var latencies = latencies();
    var regions = document.section("regions", known);
    var active = document.read("active", this::region).orElse("");
    boolean forced = document.read("forced", Place::flag).orElse(false);
    Stream.concat(configured.stream(), regions.keys().keySet().stream())
        .distinct()
        .forEach(
            id -> {
              var keys = regions.section(id, REGION);
              var measured = latencies.getOrDefault(id, Map.of());
              boolean isActive = id.equals(active);
              fleet = fleet.with(status(id, keys, isActive, isActive && forced, measured));
            });
  }

  /** By target, then by observer, in ms; documents write it the other way round. */
  private Map<String, Map<String, Double>> latencies() {
    var byTarget = new HashMap<String, Map<String, Double>>();
    var observers = document.section("latencyMs", known);
    for (var observer : observers.keys().keySet()) {
      var targets = observers.section(observer, known).readAll(at -> at.upTo(Double.MAX_VALUE));
      targets.forEach(
          (target, ms) ->
              byTarget.computeIfAbsent(target, any -> new HashMap<>()).put(observer, ms));
    }
    return byTarget;
  }

  private RegionStatus status(
      String id, Section keys, boolean active, boolean forced, Map<String, Double> latencies) {
    var health = keys.read("health", FleetReader::health).orElse(Health.HEALTHY);
    var last = keys.read("last", FleetReader::health).orElse(Health.HEALTHY);
    return new RegionStatus(
        id,
        health,
        health == Health.UNKNOWN ? last : health,
        keys.read("drained", Place::flag).orElse(false),
        keys.read("evacuatedTo", this::region).filter(target -> isAnother(target, id, keys)),
        active,
        forced,
        0,
        latencies);
  }

  private static boolean isAnother(String target, String id, Section keys) {
    boolean another = !target.equals(id);
    if (!another) {
      keys.read("evacuatedTo", at -> at.refuse("is the region itself: name another"));
    }
    return another;
  }

  private static Optional<Health> health(Place at) {
    return at.oneOf(Stream.of(Health.values()).map(Health::name).toList()).map(Health::valueOf);
  }

  private Optional<String> region(Place at) {
    return ExpectationReader.region(at, known);
  }

  private Optional<List<Agent>> agents(Place at) {
    var keys = at.open(AGENT);
    var id = keys.require("id", "the agent's name", Place::text);
    var region = keys.require("region", "the region where it runs", this::region);
    var capabilities = Set.copyOf(keys.readOneOrMore("capabilities", Place::text));
    int most = keys.read("maxConcurrency", n -> n.whole(0, MAX_CONCURRENCY)).orElse(10);
    double load = keys.read("load", n -> n.upTo(Double.MAX_VALUE)).orElse(0.0);
    int inFlight = keys.read("inFlight", n -> n.whole(0)).orElse(0);
    var status = keys.read("status", FleetReader::status).orElse(AgentStatus.CONNECTED);
    var count = keys.read("count", n -> n.whole(1, MAX_COUNT));
    if (id.isEmpty() || region.isEmpty()) {
      return Optional.empty();
    }
    var names =
        count.isEmpty()
            ? Stream.of(id.get())
            : IntStream.rangeClosed(1, count.get()).mapToObj(i -> id.get() + "-" + i);
    return Optional.of(
        names
            .map(
                name ->
                    new Agent(
                        name, region.get(), capabilities, most, load, inFlight, status, 0, "case"))
            .toList());
  }

  private static Optional<AgentStatus> status(Place at) {
    var words =
        Stream.of(AgentStatus.values()).map(s -> s.name().toLowerCase(Locale.ROOT)).toList();
    return at.oneOf(words).map(word -> AgentStatus.valueOf(word.toUpperCase(Locale.ROOT)));
  }
}
