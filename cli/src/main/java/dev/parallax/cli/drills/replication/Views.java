package dev.parallax.cli.drills.replication;

import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.events.PatternDefinition;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The views of patterns of all regions, and when a name was first seen in each. One thread. */
final class Views implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Map<String, TopicFollower> followers = new LinkedHashMap<>();
  private final Map<String, Set<String>> names = new LinkedHashMap<>();
  private final Map<String, Long> seenAt = new LinkedHashMap<>();
  private String watched = "";

  private Views() {}

  static Views open(RegionClusters clusters, AvroCodecs codecs) {
    var views = new Views();
    clusters
        .byRegion()
        .forEach(
            (region, there) -> {
              views.names.put(region, new HashSet<>());
              views.followers.put(
                  region,
                  TopicFollower.open(there, codecs)
                      .follow(
                          there.catalogue().patternsView(),
                          PatternDefinition.class,
                          (name, value) -> views.put(region, name, value)));
            });
    return views;
  }

  private void put(String region, String name, Optional<PatternDefinition> value) {
    if (value.isEmpty()) {
      names.get(region).remove(name);
      return;
    }
    names.get(region).add(name);
    if (name.equals(watched)) {
      seenAt.putIfAbsent(region, System.nanoTime());
    }
  }

  /** From now on it is this name that is awaited; reads what there is before. */
  void watch(String name) {
    followers.values().forEach(follower -> follower.catchUp(LIMIT));
    seenAt.clear();
    watched = name;
  }

  /** Reads on; whether the name has been seen in every region. */
  boolean haveAll() {
    followers.values().forEach(follower -> follower.catchUp(LIMIT));
    return seenAt.keySet().containsAll(followers.keySet());
  }

  /** Milliseconds from a time to when the name was seen, by region; 0 if it was seen before. */
  Map<String, Long> seenAfter(long nanoTime) {
    var after = new LinkedHashMap<String, Long>();
    followers
        .keySet()
        .forEach(
            region -> after.put(region, Math.max(0, (seenAt.get(region) - nanoTime) / 1_000_000)));
    return after;
  }

  Set<String> namesIn(String region) {
    return names.get(region);
  }

  @Override
  public void close() {
    followers.values().forEach(TopicFollower::close);
  }
}
