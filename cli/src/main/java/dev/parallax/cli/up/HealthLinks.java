package dev.parallax.cli.up;

import dev.parallax.sandbox.Link;
import dev.parallax.sandbox.Links;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The links through which the health of every region is asked from every one. */
final class HealthLinks {
  private final List<SandboxRegion> regions;
  private final Links links;

  /** Opens them, each with the delay between its ends; {@code links} closes them. */
  HealthLinks(List<SandboxRegion> regions, Links links) {
    this.regions = regions;
    this.links = links;
    for (var observer : regions) {
      regions.forEach(region -> links.open(name(observer, region), observer.roundTrip(region)));
    }
  }

  /** Where the health of a region is asked from another. */
  URI endpoint(SandboxRegion observer, SandboxRegion region) {
    return URI.create("http://" + links.get(name(observer, region)).address());
  }

  /** Where the health of every region is asked from this one, by region. */
  Map<String, URI> endpoints(SandboxRegion observer) {
    var endpoints = new LinkedHashMap<String, URI>();
    regions.forEach(region -> endpoints.put(region.id(), endpoint(observer, region)));
    return endpoints;
  }

  /** What answers for a region listens at this address from now on. */
  void redirect(SandboxRegion region, URI address) {
    to(region.id()).forEach(link -> link.target(address.getPort()));
  }

  /** No question about a region's health gets there. */
  void cut(String region) {
    to(region).forEach(link -> link.cut(Link.Direction.TO_TARGET));
  }

  /** They get there again. */
  void heal(String region) {
    to(region).forEach(link -> link.heal(Link.Direction.TO_TARGET));
  }

  /** By which an observer asks for the health of a region. */
  Link link(String observer, String region) {
    return links.get(name(known(observer), known(region)));
  }

  private Stream<Link> to(String id) {
    var region = known(id);
    return regions.stream().map(observer -> links.get(name(observer, region)));
  }

  private SandboxRegion known(String id) {
    return regions.stream().filter(region -> region.id().equals(id)).findFirst().orElseThrow();
  }

  private static String name(SandboxRegion observer, SandboxRegion region) {
    return "health-of-" + region.id() + "-from-" + observer.id();
  }
}
