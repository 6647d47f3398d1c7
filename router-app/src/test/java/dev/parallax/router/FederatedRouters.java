package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.ConfigReader;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.CapabilityCount;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionSummary;
import dev.parallax.events.ReturnedPart;
import dev.parallax.runtime.config.YamlDocuments;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.runtime.federation.Secrets;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.SchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Routers of three regions with a control plane each, without brokers. What they forward and return
 * is carried when a test says so, and only between regions whose link is not cut.
 */
final class FederatedRouters implements AutoCloseable {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final String AP = "ap-south-1";
  static final List<String> REGIONS = List.of(US, EU, AP);
  static final Secrets SECRETS = secret("a secret of sixteen or more");

  private final SchemaRegistry registry = new InMemorySchemaRegistry();
  private final TopicCatalogue topics = new TopicCatalogue("parallax.", 1);
  private final Map<String, RouterDriver> routers = new LinkedHashMap<>();
  private final Map<String, Seals> seals = new LinkedHashMap<>();
  private final Set<String> cut = new HashSet<>();

  FederatedRouters(Path directory, String routing) {
    this(directory, routing, Map.of());
  }

  /**
   * @param routing a YAML document's further sections
   * @param secrets of regions whose secret is another one
   */
  FederatedRouters(Path directory, String routing, Map<String, Secrets> secrets) {
    for (var region : REGIONS) {
      var config = config(region, routing);
      var known = secrets.getOrDefault(region, SECRETS);
      seals.put(region, Seals.of(config, known));
      routers.put(region, new RouterDriver(directory.resolve(region), config, registry, known));
    }
  }

  static Secrets secret(String text) {
    return new Secrets(Map.of("FEDERATION_SECRET", text));
  }

  /** Configuration of a region's apps. */
  static ParallaxConfig config(String region, String routing) {
    return config(region, routing, REGIONS);
  }

  /**
   * @param regions that there are; the first is the primary one
   */
  static ParallaxConfig config(String region, String routing, List<String> regions) {
    var text =
        """
        regions: [%s]
        controlPlane:
          mode: federated
          currentRegion: %s
          federation: {peers: [%s]}
        topics: {partitions: 1}
        """
            .formatted(
                each(regions, "{id: %1$s, kafka: {bootstrapServers: \"%1$s:9092\"}}"),
                region,
                each(
                    regions,
                    "{region: %1$s, endpoint: \"http://%1$s\", authSecret: federation-secret}"));
    var result = ConfigReader.read(YamlDocuments.parse(text + routing));
    if (result instanceof ConfigResult.Valid valid) {
      return valid.config();
    }
    throw new IllegalArgumentException(((ConfigResult.Faulty) result).faults().toString());
  }

  private static String each(List<String> regions, String entry) {
    return regions.stream().map(entry::formatted).collect(Collectors.joining(", "));
  }

  RouterDriver at(String region) {
    return routers.get(region);
  }

  /** Agents join their region, and the other regions hear of them. */
  void join(AgentState... agents) {
    for (var agent : agents) {
      at(agent.getRegion()).put(agent);
    }
    var byRegion = new LinkedHashMap<String, List<AgentState>>();
    for (var agent : agents) {
      byRegion.computeIfAbsent(agent.getRegion(), unused -> new ArrayList<>()).add(agent);
    }
    byRegion.forEach(this::tell);
  }

  /** An agent of a region leaves; only that region hears of it. */
  void leave(AgentState agent) {
    at(agent.getRegion())
        .put(AgentState.newBuilder(agent).setStatus(AgentStatus.DISCONNECTED).build());
  }

  private void tell(String region, List<AgentState> agents) {
    var groups = new LinkedHashMap<List<String>, Integer>();
    agents.forEach(agent -> groups.merge(agent.getCapabilities(), 1, Integer::sum));
    var summary =
        RegionSummary.newBuilder()
            .setRegion(region)
            .setAgentsConnected(agents.size())
            .setGroups(
                groups.entrySet().stream()
                    .map(group -> new CapabilityCount(group.getKey(), group.getValue(), 4_096L))
                    .toList())
            .setMadeAt(at(region).now().toEpochMilli())
            .build();
    var codecs = new AvroCodecs(registry);
    var value = codecs.encoder(topics.summaries().name(), RegionSummary.class).encode(summary);
    var headers = new RecordHeaders();
    seals.get(region).sealForAll(headers, topics.summaries().name(), region.getBytes(UTF_8), value);
    for (var other : REGIONS) {
      if (!other.equals(region)) {
        at(other).putBytes(topics.copy(region, topics.summaries()), region, value, headers);
      }
    }
  }

  /** The pattern stands in every region. */
  void apply(PatternDefinition pattern) {
    routers
        .values()
        .forEach(
            router ->
                router.put(
                    topics.patternsView(), pattern.getName(), pattern, PatternDefinition.class));
  }

  void cut(String from, String to) {
    cut.add(from + ">" + to);
  }

  /**
   * What control planes have for each other, to and fro until nothing is left; returns how much.
   */
  int carry() {
    int carried = 0;
    int last;
    do {
      last = carryOnce().size();
      carried += last;
    } while (last > 0);
    return carried;
  }

  /** A record that was carried. */
  record Carried(String from, String to, TopicSpec copy, TestRecord<String, byte[]> record) {
    boolean isFrom(String region) {
      return from.equals(region);
    }

    byte[] value() {
      return record.value();
    }
  }

  /** One way, once. */
  List<Carried> carryOnce() {
    var carried = new ArrayList<Carried>();
    for (var from : REGIONS) {
      for (var to : REGIONS) {
        if (!from.equals(to) && !cut.contains(from + ">" + to)) {
          carried.addAll(read(from, to, topics.forward(to)));
          carried.addAll(read(from, to, topics.returned(to)));
        }
      }
    }
    carried.forEach(this::put);
    return carried;
  }

  /** It comes, perhaps again. */
  void put(Carried carried) {
    var record = carried.record();
    at(carried.to()).putBytes(carried.copy(), record.key(), record.value(), record.headers());
  }

  /** A part that no router of ours forwards, with the region's seal. */
  void forge(String from, String to, ForwardedPart part) {
    var topic = topics.forward(to);
    forge(from, to, topic, part.getExecutionId(), encoded(topic, ForwardedPart.class, part));
  }

  /** What no router of ours returns, with the region's seal. */
  void forge(String from, String to, ReturnedPart part) {
    var topic = topics.returned(to);
    forge(from, to, topic, part.getExecutionId(), encoded(topic, ReturnedPart.class, part));
  }

  private <T extends SpecificRecord> byte[] encoded(TopicSpec topic, Class<T> type, T record) {
    return new AvroCodecs(registry).encoder(topic.name(), type).encode(record);
  }

  private void forge(String from, String to, TopicSpec topic, String key, byte[] value) {
    var headers = new RecordHeaders();
    seals.get(from).seal(headers, to, topic.name(), key.getBytes(UTF_8), value);
    at(to).putBytes(topics.copy(from, topic), key, value, headers);
  }

  private List<Carried> read(String from, String to, TopicSpec topic) {
    return at(from).read(topic).stream()
        .map(record -> new Carried(from, to, topics.copy(from, topic), record))
        .toList();
  }

  void pass(Duration time) {
    routers.values().forEach(router -> router.pass(time));
  }

  @Override
  public void close() {
    routers.values().forEach(RouterDriver::close);
  }
}
