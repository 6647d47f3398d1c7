package dev.parallax.replicator.mirror;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Secrets;
import dev.parallax.core.replication.Carried;
import dev.parallax.core.replication.Flow;
import dev.parallax.replicator.plugins.ExcludedName;
import dev.parallax.replicator.plugins.ParallaxTopicFilter;
import dev.parallax.replicator.plugins.SyncedSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.connect.transforms.Filter;

/**
 * The properties of MirrorMaker 2 for one flow. Three layers, a later one wins: our defaults, tuned
 * for links of 80 to 180 ms; {@code regions[].kafka.properties} of both ends; what P1, P5 and
 * exactly once rest on.
 *
 * @param replicationFactor of topics that MirrorMaker creates; -1 = the broker's default
 */
record MirrorProperties(
    Flow flow, Cluster source, Cluster target, Carried carried, int replicationFactor) {

  /** The properties of a flow, from where the configuration is used. */
  static MirrorProperties of(ParallaxConfig config, Flow flow) {
    var current = config.controlPlane().currentRegion();
    return new MirrorProperties(
        flow,
        Cluster.of(config, flow.source()),
        current.equals(flow.target())
            ? new Cluster(flow.target(), config.kafka())
            : Cluster.of(config, flow.target()),
        Carried.of(config, flow),
        config.topics().replicationFactor());
  }

  /** All of them, in the order of their names. */
  SortedMap<String, String> all() {
    var all = new TreeMap<String, String>();
    defaults(all);
    configured(all);
    guarantees(all);
    exclusions(all);
    return all;
  }

  /** The same, secrets masked: fit to be printed. */
  SortedMap<String, String> printable() {
    return new TreeMap<>(Secrets.mask(all()));
  }

  /** SHA-256 of what {@link #printable} gives, the first 16 hexadecimal digits. */
  String hash() {
    var text = new StringBuilder();
    printable().forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The topic in the target's cluster in which Connect keeps how far each partition is copied. */
  String offsetsTopic() {
    return own("offsets");
  }

  /** The topic in the target's cluster in which Connect keeps what it was told to run. */
  String configsTopic() {
    return own("configs");
  }

  private String own(String what) {
    return carried.prefix() + Carried.OWN + flow.source() + "-" + what;
  }

  /**
   * Over a long link what counts is how much one round trip brings: the system sizes the socket's
   * buffer, fetches are large, batches are large and compressed.
   */
  private void defaults(Map<String, String> all) {
    var consumer = flow.source() + ".consumer.";
    all.put(consumer + "receive.buffer.bytes", "-1");
    all.put(consumer + "fetch.max.bytes", Integer.toString(16 << 20));
    all.put(consumer + "max.partition.fetch.bytes", Integer.toString(8 << 20));
    all.put(consumer + "max.poll.records", "4000");
    all.put(consumer + "metadata.max.age.ms", "30000");
    var producer = flow.target() + ".producer.";
    all.put(producer + "batch.size", Integer.toString(256 << 10));
    all.put(producer + "linger.ms", "10");
    all.put(producer + "compression.type", "lz4");
    all.put(producer + "buffer.memory", Integer.toString(64 << 20));
    all.put(producer + "max.request.size", Integer.toString(8 << 20));
    // What a killed instance left open blocks readers of committed records this long at most.
    all.put(producer + "transaction.timeout.ms", "10000");
    var worker = flow.target() + ".";
    all.put(worker + "session.timeout.ms", "6000");
    all.put(worker + "heartbeat.interval.ms", "2000");
    all.put(worker + "rebalance.timeout.ms", "15000");
    // The default leaves the tasks of a killed instance alone for five minutes.
    all.put(worker + "scheduled.rebalance.max.delay.ms", "0");
    var connector = connector();
    all.put(connector + "tasks.max", "4");
    all.put(connector + "refresh.topics.interval.seconds", "5");
    all.put(connector + "sync.topic.configs.interval.seconds", "10");
  }

  /** Security belongs to every client of a cluster, the rest to those that know it. */
  private void configured(Map<String, String> all) {
    for (var cluster : List.of(source, target)) {
      var alias = cluster.region() + ".";
      cluster.clientProperties().forEach((key, value) -> all.put(alias + key, value));
      put(all, alias + "consumer.", cluster.consumerProperties());
      put(all, alias + "producer.", cluster.producerProperties());
      put(all, alias + "admin.", cluster.adminProperties());
      all.putAll(cluster.providers());
    }
  }

  private static void put(Map<String, String> all, String prefix, Map<String, String> properties) {
    properties.forEach(
        (key, value) -> {
          if (!key.startsWith("config.providers")) {
            all.put(prefix + key, value);
          }
        });
  }

  private void guarantees(Map<String, String> all) {
    all.put("clusters", flow.source() + "," + flow.target());
    all.put(flow.source() + ".bootstrap.servers", source.kafka().bootstrapServers());
    all.put(flow.target() + ".bootstrap.servers", target.kafka().bootstrapServers());
    all.put("plugin.discovery", "service_load");
    all.put("dedicated.mode.enable.internal.rest", "true");
    all.put("listeners", "http://localhost:0");
    all.put("replication.policy.separator", Carried.COPY);
    all.put("replication.policy.internal.topic.separator.enabled", "false");
    // Without this there is a second instance, for heartbeats the other way.
    all.put("emit.heartbeats.enabled", "false");
    all.put(flow.source() + ".consumer.isolation.level", "read_committed");
    all.put(flow.source() + ".consumer.auto.offset.reset", "earliest");
    worker(all);
    connector(all);
  }

  private void worker(Map<String, String> all) {
    var worker = flow.target() + ".";
    all.put(worker + "plugin.discovery", "service_load");
    all.put(worker + "exactly.once.source.support", "enabled");
    all.put(worker + "group.id", carried.prefix() + Carried.OWN + flow.source());
    all.put(worker + "config.storage.topic", configsTopic());
    all.put(worker + "offset.storage.topic", offsetsTopic());
    all.put(worker + "status.storage.topic", own("status"));
    all.put(worker + "offset.storage.partitions", "1");
    all.put(worker + "status.storage.partitions", "1");
    all.put(worker + "config.storage.replication.factor", factor());
    all.put(worker + "offset.storage.replication.factor", factor());
    all.put(worker + "status.storage.replication.factor", factor());
  }

  private void connector(Map<String, String> all) {
    var connector = connector();
    all.put(connector + "enabled", "true");
    all.put(connector + "replication.factor", factor());
    all.put(connector + "sync.topic.acls.enabled", "false");
    all.put(connector + "sync.topic.configs.enabled", "true");
    all.put(connector + "sync.group.offsets.enabled", "false");
    all.put(connector + "refresh.groups.enabled", "false");
    all.put(connector + "emit.heartbeats.enabled", "false");
    // The topic is made all the same.
    all.put(connector + "heartbeats.topic.replication.factor", factor());
    all.put(connector + "emit.checkpoints.enabled", "false");
    all.put(connector + "emit.offset-syncs.enabled", "false");
    all.put(connector + "heartbeats.replication.enabled", "false");
    all.put(connector + "topic.filter.class", ParallaxTopicFilter.class.getName());
    all.put(connector + "config.property.filter.class", SyncedSettings.class.getName());
    all.put(connector + ParallaxTopicFilter.PREFIX, carried.prefix());
    all.put(connector + ParallaxTopicFilter.ALWAYS, String.join(",", carried.always()));
    all.put(connector + ParallaxTopicFilter.TOPICS, String.join(",", carried.topics()));
    all.put(connector + ParallaxTopicFilter.GLOBS, String.join(",", carried.globs().globs()));
    all.put(connector + ParallaxTopicFilter.EXCLUDE, String.join(",", excluded()));
    all.put(connector + "metric.reporters", CopiedBytes.Reporter.class.getName());
    all.put(connector + CopiedBytes.FLOW, flow.name());
  }

  private void exclusions(Map<String, String> all) {
    if (excluded().isEmpty() || carried.byPattern().isEmpty()) {
      return;
    }
    var connector = connector();
    var copies =
        carried.byPattern().stream().map(topic -> flow.source() + Carried.COPY + topic).toList();
    all.put(connector + "transforms", "excluded");
    all.put(connector + "transforms.excluded.type", Filter.class.getName());
    all.put(connector + "transforms.excluded.predicate", "name");
    all.put(connector + "predicates", "name");
    var predicate = connector + "predicates.name.";
    all.put(predicate + "type", ExcludedName.class.getName());
    all.put(predicate + ExcludedName.EXCLUDE, String.join(",", excluded()));
    all.put(predicate + ExcludedName.TOPICS, String.join(",", copies));
    all.put(predicate + ExcludedName.COUNT_AS, flow.name());
  }

  private List<String> excluded() {
    return carried.excluded().globs();
  }

  private String factor() {
    return Integer.toString(replicationFactor);
  }

  private String connector() {
    return flow.source() + "->" + flow.target() + ".";
  }
}
