package dev.parallax.cli.replication.verify;

import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ReadingProgress;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.replication.verify.Difference.Kind;
import dev.parallax.core.replication.Carried;
import dev.parallax.core.replication.Flow;
import dev.parallax.core.replication.Globs;
import dev.parallax.events.PatternDefinition;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Compares what is copied between the clusters of regions with its copies. */
public final class Verification {
  private static final Duration READ = Duration.ofMinutes(5);

  private final RegionClusters clusters;
  private final AvroCodecs codecs;
  private final Options options;
  private final Globs excluded;
  private final Map<String, Set<String>> topicsOf = new HashMap<>();

  /**
   * How it is done.
   *
   * @param topic only this one; absent: all
   * @param newest only so many records of every partition are compared, the newest; absent: all
   * @param patience how long a copy may take to become the same
   * @param progress told what goes on
   * @param stopped waits for this long, or until somebody asks to stop; whether somebody did
   */
  public record Options(
      Optional<String> topic,
      Optional<Integer> newest,
      Duration patience,
      Consumer<String> progress,
      Predicate<Duration> stopped) {}

  /** A verification of these clusters. */
  public Verification(RegionClusters clusters, AvroCodecs codecs, Options options) {
    this.clusters = clusters;
    this.codecs = codecs;
    this.options = options;
    this.excluded = new Globs(clusters.config().replication().patterns().excludePatterns());
  }

  /**
   * Compares everything.
   *
   * @throws CommandFailure if a cluster does not answer, naming its region, or the topic is not one
   *     that is copied
   */
  public Verified run() {
    clusters.byRegion().forEach((region, connection) -> topicsOf.put(region, topics(connection)));
    var results = new ArrayList<VerifiedTopic>();
    for (var flow : clusters.flows()) {
      results.addAll(verify(flow));
    }
    if (options.topic().isPresent() && results.isEmpty()) {
      throw CommandFailure.usage(
          "topic %s is not copied; those that are: %s"
              .formatted(options.topic().get(), String.join(", ", carried())));
    }
    if (options.topic().isEmpty()) {
      clusters.byRegion().forEach((region, there) -> results.addAll(strays(region, there)));
    }
    return new Verified(results);
  }

  private static Set<String> topics(Connection connection) {
    try (var admin = ClusterAdmin.open(connection)) {
      return admin.names();
    }
  }

  private List<String> carried() {
    return clusters.flows().stream().flatMap(flow -> carried(flow).stream()).distinct().toList();
  }

  private List<String> carried(Flow flow) {
    var carried = Carried.of(clusters.config(), flow);
    return topicsOf.get(flow.source()).stream().filter(carried::carries).sorted().toList();
  }

  private List<VerifiedTopic> verify(Flow flow) {
    var prefix = clusters.config().topics().prefix();
    return carried(flow).stream()
        .filter(
            name ->
                options
                    .topic()
                    .map(wanted -> name.equals(wanted) || name.equals(prefix + wanted))
                    .orElse(true))
        .map(name -> verify(flow, name))
        .toList();
  }

  private VerifiedTopic verify(Flow flow, String topic) {
    var copy = flow.source() + TopicCatalogue.COPY + topic;
    if (!topicsOf.get(flow.target()).contains(copy)) {
      return new VerifiedTopic(flow.name(), topic, 0, List.of(new Difference(Kind.NO_COPY, topic)));
    }
    var byPattern = Carried.of(clusters.config(), flow).byPattern().contains(topic);
    Predicate<String> hidden = byPattern ? excluded::matches : key -> false;
    try (var pair = pair(flow, topic, copy)) {
      var differences =
          pair.differences(
              new Comparison(hidden, options.newest().isPresent()),
              options.patience(),
              options.stopped());
      return new VerifiedTopic(flow.name(), topic, pair.records(), differences);
    }
  }

  private TopicPair pair(Flow flow, String topic, String copy) {
    boolean compacted = isCompacted(clusters.in(flow.source()), topic);
    return new TopicPair(
        new TopicPair.Side(clusters.in(flow.source()), topic),
        new TopicPair.Side(clusters.in(flow.target()), copy),
        codecs,
        compacted,
        options.newest(),
        new ReadingProgress(flow + " " + topic, options.progress()));
  }

  private static boolean isCompacted(Connection connection, String topic) {
    try (var admin = ClusterAdmin.open(connection)) {
      return admin.isCompacted(topic);
    }
  }

  /**
   * What is in a region although its name is excluded (P1). What was copied before stays; the view
   * leaves it out, whenever it came.
   */
  private List<VerifiedTopic> strays(String region, Connection there) {
    var results = new ArrayList<VerifiedTopic>();
    var copies =
        topicsOf.get(region).stream()
            .filter(this::isExcludedCopy)
            .sorted()
            .map(name -> new Difference(Kind.STAYS, "topic " + name))
            .toList();
    if (!copies.isEmpty()) {
      results.add(new VerifiedTopic(region, "copies", 0, copies));
    }
    results.add(view(region, there));
    return results;
  }

  private boolean isExcludedCopy(String topic) {
    int at = topic.indexOf(TopicCatalogue.COPY);
    if (at < 0) {
      return false;
    }
    var original = topic.substring(at + TopicCatalogue.COPY.length());
    var prefix = clusters.config().topics().prefix();
    return excluded.matches(original)
        || (original.startsWith(prefix) && excluded.matches(original.substring(prefix.length())));
  }

  private VerifiedTopic view(String region, Connection there) {
    var standing = new TreeMap<String, PatternDefinition>();
    var topic = there.catalogue().patternsView();
    try (var follower = TopicFollower.open(there, codecs)) {
      follower.follow(
          topic,
          PatternDefinition.class,
          (name, value) ->
              value.ifPresentOrElse(v -> standing.put(name, v), () -> standing.remove(name)));
      follower.catchUp(READ);
    }
    var foreign =
        standing.entrySet().stream()
            .filter(each -> excluded.matches(each.getKey()))
            .filter(each -> !each.getValue().getRegion().equals(region))
            .map(each -> new Difference(Kind.EXCLUDED, each.getKey()))
            .toList();
    return new VerifiedTopic(region, topic.name(), standing.size(), foreign);
  }
}
