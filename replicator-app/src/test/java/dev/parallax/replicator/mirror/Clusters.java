package dev.parallax.replicator.mirror;

import dev.parallax.sandbox.Link;
import dev.parallax.sandbox.Links;
import dev.parallax.sandbox.SandboxBroker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cluster for each region, which the others reach over links with a delay. */
final class Clusters implements AutoCloseable {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final String AP = "ap-south-1";
  private static final Duration ROUND_TRIP = Duration.ofMillis(80);

  private final Map<String, SandboxBroker> brokers = new LinkedHashMap<>();
  private final Links links = new Links();

  Clusters(String... regions) {
    for (var region : regions) {
      start(region, List.of(regions));
    }
  }

  private void start(String region, List<String> regions) {
    var options = SandboxBroker.Options.defaults();
    for (var from : others(region, regions)) {
      options = options.listener(from, links.open(from + ">" + region, ROUND_TRIP).port());
    }
    var broker = SandboxBroker.start(options);
    brokers.put(region, broker);
    for (var from : others(region, regions)) {
      link(from, region).target(broker.port(from));
    }
  }

  private static List<String> others(String region, List<String> regions) {
    return regions.stream().filter(other -> !other.equals(region)).toList();
  }

  List<String> regions() {
    return List.copyOf(brokers.keySet());
  }

  List<String> others(String region) {
    return others(region, regions());
  }

  SandboxBroker broker(String region) {
    return brokers.get(region);
  }

  /** How a region's cluster is reached from a region. */
  String address(String from, String region) {
    return from.equals(region)
        ? broker(region).bootstrapServers()
        : broker(region).bootstrapServers(from);
  }

  /** What those in a region reach another region's cluster by. */
  Link link(String from, String to) {
    return links.get(from + ">" + to);
  }

  @Override
  public void close() {
    brokers.values().forEach(SandboxBroker::close);
    links.close();
  }
}
