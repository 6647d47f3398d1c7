package dev.parallax.cli.up;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.drills.Ground;
import dev.parallax.cli.session.Stop;
import dev.parallax.cli.session.UpState;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.sandbox.Links;
import dev.parallax.sandbox.SandboxException;
import dev.parallax.schemas.TopicCatalogue;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The brokers of one control plane, or of one in every region, in this process, and a registry, the
 * apps and the agents of every region in processes of their own. Each region reaches the brokers of
 * others, and asks their health, through links with the delay between the two. A health app is the
 * observer of its control plane's region; a region without a control plane has an observer of its
 * own.
 */
final class Sandbox implements AutoCloseable {
  /** Small machines start more than these no faster at once, and each then takes too long. */
  private static final int AT_ONCE = 6;

  private final SandboxPlan plan;
  private final List<SandboxRegion> regions;
  private final Trial trial;
  private final Children children;
  private final Progress progress;
  private final Stop stop;
  private final Links links = new Links();
  private final HealthLinks health;
  private final ScrapeTargets targets;
  private final List<ControlPlane> planes;
  private final Registries registries;
  private final List<SupervisedChild> running = new ArrayList<>();
  private volatile Runnable changed = () -> {};

  private Sandbox(SandboxPlan plan, Children children, Progress progress, Stop stop) {
    this.regions = plan.regions();
    this.trial = plan.trial();
    this.plan = plan;
    this.children = children;
    this.progress = progress;
    this.stop = stop;
    this.planes =
        plan.homes().stream().map(home -> new ControlPlane(home, plan, children, links)).toList();
    this.registries = new Registries(plan, children);
    this.health = new HealthLinks(regions, links);
    this.targets = ScrapeTargets.in(children.directory());
  }

  /**
   * Starts everything and returns when all of it is ready.
   *
   * @throws SandboxException naming the part that did not start, with the end of its log
   */
  static Sandbox start(SandboxPlan plan, Children children, Progress progress, Stop stop) {
    var sandbox = new Sandbox(plan, children, progress, stop);
    try {
      SandboxConfig.check(children.config(), plan);
      sandbox.startServers();
      sandbox.writeConfig();
      if (plan.routes()) {
        sandbox.publishPatterns();
      }
      sandbox.startChildren();
      return sandbox;
    } catch (RuntimeException failed) {
      sandbox.close();
      throw failed;
    }
  }

  /** The registry takes longest, so the brokers start beside it. */
  private void startServers() {
    var topics = planes.stream().flatMap(plane -> plane.topics().stream()).distinct().toList();
    var starting = CompletableFuture.runAsync(() -> registries.start(progress, topics));
    try {
      Tasks.all(planes, this::startBroker);
    } finally {
      Tasks.join(starting);
    }
  }

  private void startBroker(ControlPlane plane) {
    progress.step(plane.name("broker"), plane::startBroker);
    progress.step(plane.name("topics"), plane::createTopics);
  }

  private void writeConfig() {
    if (plan.federated()) {
      SandboxSecret.write(plan.homes().stream().map(home -> children.secrets(home.id())).toList());
    }
    SandboxConfig.write(
        children.config(),
        plan,
        new SandboxConfig.Addresses(
            region -> health.endpoint(first().home(), region),
            region -> planeOf(region).bootstrapServers(),
            region -> registries.of(region).url()));
    SandboxConfig.warnings(children.config())
        .forEach(warning -> progress.say("warning: " + warning));
  }

  /** In the first region, and before its router starts, so that it knows them when it does. */
  private void publishPatterns() {
    progress.step(
        "patterns",
        () ->
            PatternPublisher.publish(
                first().bootstrapServers(),
                registries.of(first().home()).url(),
                catalogue(),
                patternsAppliedIn()));
  }

  /**
   * The region in which the sample patterns are applied; where there are others, they are copied.
   */
  String patternsAppliedIn() {
    return first().home().id();
  }

  private void startChildren() {
    planes.forEach(
        plane -> plane.apps(health.endpoints(plane.home()), peers(plane)).forEach(this::add));
    if (plan.routes()) {
      regions.forEach(this::addAgents);
    }
    regions.stream()
        .filter(region -> !planeOf(region).home().equals(region))
        .forEach(this::addObserver);
    Tasks.all(running, AT_ONCE, child -> progress.step(child.name(), () -> startReady(child)));
    running.forEach(SupervisedChild::supervise);
  }

  private void addAgents(SandboxRegion region) {
    add(
        children.agents(
            region,
            planeOf(region).bootstrapServers(region),
            registries.of(region).url(),
            trial.isContrary(region.id()),
            address -> health.redirect(region, address)));
  }

  private void addObserver(SandboxRegion observer) {
    add(
        children.observer(
            observer, planeOf(observer).bootstrapServers(observer), health.endpoints(observer)));
  }

  /** Brokers of the others as they are reached from this one, by region. */
  private Map<String, String> peers(ControlPlane own) {
    var peers = new LinkedHashMap<String, String>();
    planes.stream()
        .filter(plane -> !plane.equals(own))
        .forEach(plane -> peers.put(plane.home().id(), plane.bootstrapServers(own.home())));
    return peers;
  }

  private void startReady(SupervisedChild child) {
    if (stop.isAsked()) {
      throw new SandboxException(child.name() + " is not started, as everything is to end");
    }
    child.startReady();
  }

  private void add(ChildSpec spec) {
    running.add(new SupervisedChild(spec, stop, progress::say, this::tellChanged));
  }

  private void tellChanged() {
    var metered = new TreeMap<String, URI>();
    running.forEach(child -> child.metered().ifPresent(at -> metered.put(child.name(), at)));
    targets.write(metered);
    changed.run();
  }

  /** Kills the agents of a region, for good. */
  void killAgents(String region) {
    var agents = running(Children.agentsOf(region));
    progress.say(
        "killed " + agents.name() + " (pid " + agents.pid() + "), all agents of " + region);
    agents.killForGood();
  }

  /** What can be broken of it. */
  Breakage breakage() {
    return new Breakage(
        planes,
        registries,
        health,
        this::running,
        children,
        regions.stream().map(SandboxRegion::id).toList());
  }

  /** Tells this listener when a child was started again, in that child's thread. */
  void onChange(Runnable listener) {
    changed = listener;
  }

  /** What other commands are told. */
  UpState state() {
    var self = ProcessHandle.current();
    var pids = new TreeMap<String, Long>();
    running.forEach(child -> pids.put(child.name(), child.pid()));
    pids.putAll(registries.pids());
    return new UpState(
        self.pid(),
        UpState.startOf(self),
        first().bootstrapServers(),
        registries.urls().get(0).toString(),
        addresses(Children.ROUTER, URI::toString),
        brokers(),
        addresses(Children.HEALTH, at -> at.resolve("/").toString()),
        children.config(),
        children.directory(),
        Map.copyOf(pids));
  }

  private SupervisedChild running(String name) {
    return find(name).orElseThrow();
  }

  private Optional<SupervisedChild> find(String name) {
    return running.stream().filter(child -> child.name().equals(name)).findFirst();
  }

  /** The first control plane's. */
  private Optional<URI> router() {
    return find(first().name(Children.ROUTER)).map(SupervisedChild::address);
  }

  /** Of an app of every control plane, by region. */
  private Map<String, String> addresses(String app, Function<URI, String> text) {
    var addresses = new LinkedHashMap<String, String>();
    for (var plane : planes) {
      find(plane.name(app))
          .map(child -> text.apply(child.address()))
          .ifPresent(url -> addresses.put(plane.home().id(), url));
    }
    return addresses;
  }

  private Map<String, String> brokers() {
    var brokers = new LinkedHashMap<String, String>();
    planes.forEach(plane -> brokers.put(plane.home().id(), plane.bootstrapServers()));
    return brokers;
  }

  /** Where the registries are, in the order of their regions. */
  List<URI> registryUrls() {
    return registries.urls();
  }

  /** How commands of this process reach it. */
  Connection connection() {
    return Connection.of(ConfigFiles.load(children.config()), "parallax up");
  }

  /** What a drill is given of it. */
  Ground ground(Progress progress, Stop stop) {
    var bootstrapServers = new LinkedHashMap<String, String>();
    regions.forEach(
        region -> bootstrapServers.put(region.id(), planeOf(region).bootstrapServers(region)));
    return new Ground(
        connection(),
        bootstrapServers,
        router(),
        children.state(first().name(Children.ROUTER)),
        breakage(),
        progress::say,
        stop::isAskedWithin);
  }

  private TopicCatalogue catalogue() {
    return new TopicCatalogue(SandboxConfig.TOPIC_PREFIX, SandboxConfig.PARTITIONS);
  }

  private ControlPlane first() {
    return planes.get(0);
  }

  /** The one in the region, else the one for all. */
  private ControlPlane planeOf(SandboxRegion region) {
    return planes.stream().filter(plane -> plane.home().equals(region)).findAny().orElse(first());
  }

  /** Ends everything, the children first, as they say goodbye to the broker. */
  @Override
  public void close() {
    running.forEach(SupervisedChild::expectEnd);
    Tasks.all(running, SupervisedChild::close);
    registries.close();
    Tasks.all(planes, ControlPlane::close);
    links.close();
  }
}
