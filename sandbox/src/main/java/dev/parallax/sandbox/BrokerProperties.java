package dev.parallax.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The broker's properties for a single node with combined roles. */
final class BrokerProperties {
  /** The listener of local clients. */
  static final String CLIENT = "CLIENT";

  /**
   * A broker that was killed is let in again only when its last session is over. If it looks for
   * transactions that timed out before that, it knows the leader of no partition, takes all of them
   * for deleted and ends the transactions without a word in their logs: then what is read committed
   * stops there for good. So the session is short, and it looks later.
   */
  static final Map<String, String> AFTER_A_KILL =
      Map.of(
          "broker.session.timeout.ms", "3000",
          "broker.heartbeat.interval.ms", "500",
          "transaction.abort.timed.out.transaction.cleanup.interval.ms", "10000");

  /** The listener of the controller, which only the broker itself uses. */
  static final String CONTROLLER = "CONTROLLER";

  private BrokerProperties() {}

  /**
   * @param ports of CLIENT and of each further listener, by name
   * @param advertised the ports that clients of each listener are told to connect to, by name
   */
  static Properties of(
      Path logDirectory,
      int controllerPort,
      Map<String, Integer> ports,
      Map<String, Integer> advertised,
      Map<String, String> overrides) {
    var p = new Properties();
    p.putAll(SINGLE_NODE);
    p.put("log.dirs", logDirectory.toString());
    p.put("controller.quorum.voters", "1@" + LoopbackPorts.HOST + ":" + controllerPort);
    p.put("listeners", urls(Map.of(CONTROLLER, controllerPort)) + "," + urls(ports));
    p.put("advertised.listeners", urls(advertised));
    p.put(
        "listener.security.protocol.map",
        CONTROLLER
            + ":PLAINTEXT,"
            + ports.keySet().stream()
                .sorted()
                .map(name -> name + ":PLAINTEXT")
                .collect(Collectors.joining(",")));
    p.putAll(overrides);
    return p;
  }

  private static String urls(Map<String, Integer> ports) {
    return new TreeMap<>(ports)
        .entrySet().stream()
            .map(e -> e.getKey() + "://" + LoopbackPorts.HOST + ":" + e.getValue())
            .collect(Collectors.joining(","));
  }

  private static final Map<String, String> SINGLE_NODE =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", "1"),
          Map.entry("controller.listener.names", CONTROLLER),
          Map.entry("inter.broker.listener.name", CLIENT),
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("default.replication.factor", "1"),
          Map.entry("min.insync.replicas", "1"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "1"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("group.min.session.timeout.ms", "1000"),
          // The default of 10 s lets a killed transaction block its readers for as long.
          Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
          Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
          Map.entry("log.cleaner.io.buffer.size", "131072"),
          // Two indexes per segment are created at this size.
          Map.entry("log.index.size.max.bytes", "2097152"),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          // MBeans of two brokers in one process would have the same names.
          Map.entry("metric.reporters", ""));
}
