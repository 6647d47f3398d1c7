package dev.parallax.cli.up;

import dev.parallax.cli.drills.Disruption;
import dev.parallax.sandbox.Link;
import dev.parallax.sandbox.Link.Direction;
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
 */
record Breakage(
    List<ControlPlane> planes,
    Registries registries,
    HealthLinks health,
    Function<String, SupervisedChild> child)
    implements Disruption {
  private static final List<String> APPS =
      List.of(Children.ROUTER, Children.HEALTH, Children.REPLICATOR);

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
    APPS.forEach(app -> killApp(region, app));
  }

  /** Kills one app of a region's control plane, by its name in {@link Children}. */
  void killApp(String region, String app) {
    child.apply(plane(region).name(app)).kill();
  }

  /**
   * Kills the broker and the registry of a region that has its own. Nobody is told: its apps find
   * out, and are started again whenever they end.
   */
  void killServers(String region) {
    var plane = plane(region);
    plane.killBroker();
    registries.of(plane.home()).kill();
  }

  /** Starts them again on their data, whichever does not run. */
  void startServers(String region) {
    var plane = plane(region);
    registries.of(plane.home()).start();
    plane.startBrokerAgain();
  }

  /** Whether all apps of a region's control plane are ready. */
  boolean isReady(String region) {
    return APPS.stream().allMatch(app -> child.apply(plane(region).name(app)).isReady());
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
