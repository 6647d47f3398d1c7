package dev.parallax.router;

import dev.parallax.core.fleet.FleetRisks;
import dev.parallax.core.health.RegionRules;
import dev.parallax.core.routing.Router;
import dev.parallax.router.StateOffsets.StateTopic;
import dev.parallax.runtime.app.App;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.runtime.federation.Secrets;
import dev.parallax.runtime.time.AppClock;
import dev.parallax.runtime.topics.RegionTopics;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The topology with what runs beside it: look-outs for region topics and dangers, readiness. */
final class RouterService implements App {
  /** The longest record of any sink, with room for its batch. */
  private static final int MAX_REQUEST_BYTES = 4 << 20;

  static final Map<String, Object> PROPERTIES =
      Map.of(
          StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);

  private final AppContext context;
  private final RouterParts parts;
  private RegionTopics regionTopics;
  private FleetLookout lookout;
  private PeerLookout reach;

  private RouterService(AppContext context, RouterParts parts) {
    this.context = context;
    this.parts = parts;
  }

  static RouterService create(AppContext context) {
    var patterns = SystemTopics.standingPatterns(context.config());
    var federation =
        Federation.of(context.config(), Seals.of(context.config(), new Secrets(System.getenv())));
    var offsets = StateOffsets.none(stateTopics(context.topics(), patterns, federation));
    var silentMs = RegionRules.of(context.config()).freshMs();
    var fleet = new FleetHolder(offsets, silentMs);
    // What was told of a region before is read first, and says nothing of whether it is there.
    fleet.apply(empty -> empty.withUnreachable(Set.copyOf(federation.others())));
    var parts = parts(context, fleet, federation);
    parts.encoders().prepare();
    context.readiness().check("regions", () -> unjudged(parts.fleet().judged(), AppClock.millis()));
    return new RouterService(context, parts);
  }

  private static RouterParts parts(AppContext context, FleetHolder fleet, Federation federation) {
    var config = context.config();
    return new RouterParts(
        config,
        context.topics(),
        context.codecs(),
        Router.of(config, context.configHash()),
        fleet,
        new RouterMeters(
            context.meters(),
            config.regionIds(),
            federation.others(),
            config.routing().strategy().name()),
        new DecisionRecords(config.routing().strategy().name(), context.configHash()),
        federation,
        returned(context, federation));
  }

  private static Backlog returned(AppContext context, Federation federation) {
    var topics = context.topics();
    return new ReturnedBacklog(
        context.admin(),
        context.instance().applicationId(),
        federation.others().stream()
            .map(peer -> topics.copy(peer, topics.returned(federation.here())).name())
            .toList());
  }

  /**
   * @param patterns the topic that says what stands of patterns
   */
  static List<StateTopic> stateTopics(
      TopicCatalogue topics, TopicSpec patterns, Federation federation) {
    return Stream.concat(
            Stream.of(topics.agents(), topics.regions(), patterns),
            federation.others().stream().map(peer -> topics.copy(peer, topics.summaries())))
        .map(topic -> new StateTopic(topic.name(), topic.partitions()))
        .toList();
  }

  static Optional<String> unjudged(HeardRegions judged, long now) {
    if (judged.isAnyHeard(now)) {
      return Optional.empty();
    }
    var last = judged.lastHeardAt();
    var since = last.isEmpty() ? "yet" : "for " + (now - last.getAsLong()) / 1_000 + " s";
    return Optional.of("no new state of regions " + since + ": is a health application running?");
  }

  @Override
  public Topology topology() {
    return new RoutingTopology(parts).build();
  }

  @Override
  public Map<String, Object> properties() {
    return PROPERTIES;
  }

  @Override
  public void started(KafkaStreams streams) {
    if (parts.federation().isOn()) {
      reach = PeerLookout.start(parts);
    }
    regionTopics =
        RegionTopics.watch(
            context.admin(),
            context.topics(),
            context.config().regionIds(),
            missing -> parts.fleet().apply(fleet -> fleet.withMissingTopics(missing)));
    lookout = FleetLookout.start(this::risks);
    context.meters().fleetRisks(lookout::count);
  }

  /** None before the state of regions was seen: the fleet is still being read then. */
  private List<FleetRisks.Risk> risks() {
    return parts.fleet().judged().isEmpty()
        ? List.of()
        : FleetRisks.of(parts.fleet().view().fleet(), context.config());
  }

  @Override
  public void close() {
    if (reach != null) {
      reach.close();
    }
    if (lookout != null) {
      lookout.close();
    }
    if (regionTopics != null) {
      regionTopics.close();
    }
  }
}
