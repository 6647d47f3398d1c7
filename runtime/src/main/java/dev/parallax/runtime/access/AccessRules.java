package dev.parallax.runtime.access;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.schemas.TopicCatalogue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rights that an installation needs at one cluster, and no more (X12): by holder, in the order
 * of their roles and of the regions.
 *
 * <p>Nobody but administrators may create topics of the catalogue: they are made beforehand. What
 * is prefixed is what apps make and name themselves, such as changelogs and copies.
 *
 * @param byHolder the rights of each
 * @param tooWide globs of {@code replication.topics} that no right is given for, as Kafka can say
 *     them only together with topics of the catalogue
 */
public record AccessRules(Map<Holder, List<AccessRight>> byHolder, List<String> tooWide) {

  /** Copies both. */
  public AccessRules {
    byHolder = Collections.unmodifiableMap(new LinkedHashMap<>(byHolder));
    tooWide = List.copyOf(tooWide);
  }

  /**
   * The rules of the cluster that this configuration means: where every region has its own, that of
   * the current region.
   */
  public static AccessRules of(ParallaxConfig config) {
    var topics = new TopicCatalogue(config.topics().prefix(), config.topics().partitions());
    var apps = new AppRights(config, topics);
    var people = new PeopleRights(config, topics);
    var rules = new LinkedHashMap<Holder, Rights>();
    rules.put(Holder.of(Role.PRODUCER), people.producer());
    agentRegions(config)
        .forEach(region -> rules.put(Holder.of(Role.AGENT, region), people.agent(region)));
    rules.put(Holder.of(Role.ROUTER), apps.router());
    rules.put(Holder.of(Role.HEALTH), apps.health());
    rules.put(Holder.of(Role.OBSERVER), apps.observer());
    if (config.isFederated()) {
      replicators(config, topics, rules);
    }
    rules.put(Holder.of(Role.ANALYST), people.analyst());
    rules.put(Holder.of(Role.OPERATOR), people.operator());
    var all = new LinkedHashMap<Holder, List<AccessRight>>();
    rules.forEach((holder, rights) -> all.put(holder, rights.all()));
    return new AccessRules(all, tooWide(config));
  }

  private static List<String> agentRegions(ParallaxConfig config) {
    return config.isFederated()
        ? List.of(config.controlPlane().currentRegion())
        : config.regionIds();
  }

  private static void replicators(
      ParallaxConfig config, TopicCatalogue topics, Map<Holder, Rights> rules) {
    var rights = new ReplicatorRights(config, topics);
    var here = config.controlPlane().currentRegion();
    rules.put(Holder.of(Role.REPLICATOR, here), rights.own());
    config
        .otherRegionIds()
        .forEach(region -> rules.put(Holder.of(Role.REPLICATOR, region), rights.of(region)));
  }

  private static List<String> tooWide(ParallaxConfig config) {
    return config.replication().topics().stream()
        .filter(glob -> ReplicatorRights.isTooWide(glob, config.topics().prefix()))
        .toList();
  }

  /** Everybody who needs rights. */
  public Set<Holder> holders() {
    return byHolder.keySet();
  }

  /**
   * The rights of one holder.
   *
   * @throws IllegalArgumentException if there is no such holder at this cluster
   */
  public List<AccessRight> of(Holder holder) {
    var rights = byHolder.get(holder);
    if (rights == null) {
      throw new IllegalArgumentException("no " + holder.text() + " at this cluster");
    }
    return rights;
  }
}
