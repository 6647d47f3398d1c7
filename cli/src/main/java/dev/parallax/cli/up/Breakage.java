package dev.parallax.cli.up;

import dev.parallax.cli.drills.Disruption;
import dev.parallax.sandbox.Link;
import dev.parallax.sandbox.Link.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Breaks parts of a sandbox.
 *
 * @param planes its control planes
 * @param registries its registries
 * @param health how the health of regions is asked
 * @param child of this name
 * @param children what they are started with
 * @param regions all of them
 */
record Breakage(
    List<ControlPlane> planes,
    Registries registries,
    HealthLinks health,
    Function<String, SupervisedChild> child,
    Children children,
    List<String> regions)
    implements Disruption {
  @Override
  public void killAgents(String region) {
    child.apply(Children.agentsOf(region)).kill();
  }

  @Override
  public void cutHealth(String region) {
    health.cut(region);
  }

  @Override
  public void healHealth(String region) {
    health.heal(region);
  }

  @Override
  public void cutOff(String region) {
    planes.forEach(plane -> plane.cutOff(region));
  }

  @Override
  public void reconnect(String region) {
    planes.forEach(plane -> plane.reconnect(region));
  }

  @Override
  public void cut(String from, String to) {
    to(from, to).forEach(link -> link.cut(Direction.TO_TARGET));
    to(to, from).forEach(link -> link.cut(Direction.FROM_TARGET));
  }

  @Override
  public void heal(String from, String to) {
    to(from, to).forEach(link -> link.heal(Direction.TO_TARGET));
    to(to, from).forEach(link -> link.heal(Direction.FROM_TARGET));
  }

  @Override
  public void killApps(String region) {
    plane(region).appNames().forEach(app -> killApp(region, app));
  }

  /** Kills one app of a region's control plane, by its name in {@link Children}. */
  void killApp(String region, String app) {
    child.apply(plane(region).name(app)).kill();
  }

  @Override
  public void killRouter(String region) {
    killApp(region, Children.ROUTER);
  }

  @Override
  public void wipeRouter(String region) {
    var name = plane(region).name(Children.ROUTER);
    child.apply(name).kill(() -> delete(children.state(name)));
  }

  private static void delete(Path directory) {
    try {
      Workplace.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be deleted", e);
    }
  }

  @Override
  public void killHealthApp(String region) {
    killApp(region, Children.HEALTH);
  }

  @Override
  public void killReplicator(String region) {
    killApp(region, Children.REPLICATOR);
  }

  @Override
  public void killBroker(String region) {
    plane(region).killBroker();
  }

  @Override
  public void startBroker(String region) {
    plane(region).startBrokerAgain();
  }

  @Override
  public void killRegistry(String region) {
    registries.of(plane(region).home()).kill();
  }

  @Override
  public void startRegistry(String region) {
    registries.of(plane(region).home()).start();
  }

  /**
   * Kills the broker and the registry of a region that has its own. Nobody is told: its apps find
   * out, and are started again whenever they end.
   */
  void killServers(String region) {
    killBroker(region);
    killRegistry(region);
  }

  /** Starts them again on their data, whichever does not run. */
  void startServers(String region) {
    startRegistry(region);
    startBroker(region);
  }

  @Override
  public void isolate(String region) {
    links(region).forEach(link -> Stream.of(Direction.values()).forEach(link::cut));
    cutOff(region);
  }

  @Override
  public void rejoin(String region) {
    links(region).forEach(link -> Stream.of(Direction.values()).forEach(link::heal));
    reconnect(region);
  }

  /** By which it asks for the health of others, and they for its own. */
  private Stream<Link> links(String region) {
    return regions.stream()
        .filter(other -> !other.equals(region))
        .flatMap(other -> Stream.of(health.link(region, other), health.link(other, region)));
  }

  @Override
  public void shiftClocks(String region, Duration by) {
    children.surroundings().set(region, ShiftedClock.by(by));
    killApps(region);
  }

  /** Whether all apps of a region's control plane are ready. */
  boolean isReady(String region) {
    var plane = plane(region);
    return plane.appNames().stream().allMatch(app -> child.apply(plane.name(app)).isReady());
  }

  /** The links by which one region reaches another. */
  private Stream<Link> to(String from, String to) {
    return Stream.of(plane(to).link(from), health.link(from, to));
  }

  private ControlPlane plane(String region) {
    return planes.stream()
        .filter(plane -> plane.home().id().equals(region))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no control plane in " + region));
  }
}
