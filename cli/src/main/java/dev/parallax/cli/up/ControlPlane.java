package dev.parallax.cli.up;

import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.sandbox.Link;
import dev.parallax.sandbox.Links;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.schemas.TopicSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A broker in this process, and the apps that work on it. The regions around it reach the broker
 * through links with the delay between the two.
 */
final class ControlPlane implements AutoCloseable {
  private final SandboxRegion home;
  private final SandboxPlan plan;
  private final Children children;
  private final Links links;
  private SandboxBroker broker;

  ControlPlane(SandboxRegion home, SandboxPlan plan, Children children, Links links) {
    this.home = home;
    this.plan = plan;
    this.children = children;
    this.links = links;
    around().forEach(region -> links.open(link(region), region.roundTrip(home)));
  }

  /** The region that it is in. */
  SandboxRegion home() {
    return home;
  }

  /** The regions that reach it from elsewhere. */
  private List<SandboxRegion> around() {
    return plan.regions().stream().filter(region -> !region.equals(home)).toList();
  }

  /** Its name among those of its kind, and that of its directory. */
  String name(String part) {
    return plan.federated() ? part + "-" + home.id() : part;
  }

  void startBroker() {
    var options =
        SandboxBroker.Options.defaults()
            .dataDirectory(children.directory().resolve(name("broker")));
    for (var region : around()) {
      options = options.listener(region.id(), links.get(link(region)).port());
    }
    if (plan.apart()) {
      options =
          options.ownProcess(
              new SandboxBroker.OwnProcess(
                  children.log(name("broker")), () -> children.surroundings().of(home.id())));
    }
    broker = SandboxBroker.start(options).closedByCaller();
    around().forEach(region -> links.get(link(region)).target(broker.port(region.id())));
  }

  void createTopics() {
    broker.createTopics(topics());
  }

  /** All of its cluster. Needs the configuration, though not its addresses. */
  List<TopicSpec> topics() {
    return SystemTopics.of(ConfigFiles.load(children.config()).in(home.id()));
  }

  /** Its broker beside it. */
  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Its broker as it is reached from a region. */
  String bootstrapServers(SandboxRegion from) {
    return from.equals(home) ? bootstrapServers() : broker.bootstrapServers(from.id());
  }

  /**
   * Its apps.
   *
   * @param endpoints where the health of regions is asked from here, by region
   * @param peers the other control planes' brokers as they are reached from here, by region
   */
  List<ChildSpec> apps(Map<String, URI> endpoints, Map<String, String> peers) {
    var apps = new ArrayList<ChildSpec>();
    if (plan.federated()) {
      apps.add(children.replicator(name(Children.REPLICATOR), home, peers));
    }
    if (plan.routes()) {
      apps.add(children.app(name(Children.ROUTER), Children.ROUTER_CLASS, home));
      apps.add(children.healthApp(name(Children.HEALTH), home, endpoints));
    }
    return apps;
  }

  /** Its apps, by their names in {@link Children}. */
  List<String> appNames() {
    var names = new ArrayList<String>();
    if (plan.routes()) {
      names.addAll(List.of(Children.ROUTER, Children.HEALTH));
    }
    if (plan.federated()) {
      names.add(Children.REPLICATOR);
    }
    return names;
  }

  /** Kills the broker, which has a process of its own. */
  void killBroker() {
    broker.kill();
  }

  /** Starts it again on its data. */
  void startBrokerAgain() {
    broker.start();
  }

  /** Nothing gets from this region to the broker or back; if it is its own, from no other. */
  void cutOff(String region) {
    linksOf(region).forEach(link -> Stream.of(Link.Direction.values()).forEach(link::cut));
  }

  /** Ends {@link #cutOff}. */
  void reconnect(String region) {
    linksOf(region).forEach(link -> Stream.of(Link.Direction.values()).forEach(link::heal));
  }

  /** The link by which a region reaches the broker. */
  Link link(String from) {
    return around().stream()
        .filter(region -> region.id().equals(from))
        .map(region -> links.get(link(region)))
        .findFirst()
        .orElseThrow();
  }

  private List<Link> linksOf(String region) {
    return around().stream()
        .filter(from -> home.id().equals(region) || from.id().equals(region))
        .map(from -> links.get(link(from)))
        .toList();
  }

  private String link(SandboxRegion from) {
    return name("broker") + "-from-" + from.id();
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
  }
}
