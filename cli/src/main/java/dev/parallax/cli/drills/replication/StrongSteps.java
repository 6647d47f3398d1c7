package dev.parallax.cli.drills.replication;

import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.drills.Ground;
import dev.parallax.cli.patterns.PatternShelf;
import dev.parallax.cli.patterns.PublicationWatch.Result;
import dev.parallax.cli.patterns.StrongPublishing;
import dev.parallax.cli.patterns.StrongPublishing.Patience;
import dev.parallax.events.PatternDefinition;
import dev.parallax.schemas.AvroCodecs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes versions of one pattern in one region, and looks which of them every region uses. */
final class StrongSteps {
  private static final Duration USED = Duration.ofSeconds(60);

  private final Ground ground;
  private final RegionClusters clusters;
  private final AvroCodecs codecs;
  private final Clock clock = Clock.systemUTC();
  private final List<Step> done = new ArrayList<>();

  /**
   * Something that was done, and what every region uses then.
   *
   * @param when how things are
   * @param published what came of a publication; absent if there was none
   * @param used the version that each region uses; empty text: none
   * @param due the version that all must use
   */
  record Step(String when, Optional<Published> published, Map<String, String> used, String due) {
    boolean isAsItMustBe() {
      return used.values().stream().allMatch(due::equals)
          && published.filter(other -> other.result() != other.expected()).isEmpty();
    }
  }

  /**
   * What came of a publication.
   *
   * @param version that was published
   * @param result what its publisher learned
   * @param expected what it had to learn
   * @param sentence why
   * @param tookMs how long the publisher waited
   */
  record Published(String version, Result result, Result expected, String sentence, long tookMs) {}

  StrongSteps(Ground ground, RegionClusters clusters, AvroCodecs codecs) {
    this.ground = ground;
    this.clusters = clusters;
    this.codecs = codecs;
  }

  /** Publishes a version in the sandbox's own region; false if it was asked to stop before. */
  boolean publish(String when, String version, Patience patience, Result expected, String due) {
    ground.say().accept(when + ": publishing " + version);
    var origin = ground.connection().region().orElseThrow();
    var publishing = new StrongPublishing(clusters.in(origin), codecs, patience, ground.say());
    long began = System.nanoTime();
    publishing.publish(List.of(definition(version, origin)), this::isStopped);
    long took = (System.nanoTime() - began) / 1_000_000;
    var watch = publishing.watches().get(0);
    var published = new Published(version, watch.result(), expected, watch.sentence(), took);
    return add(new Step(when, Optional.of(published), used(), due));
  }

  private PatternDefinition definition(String version, String region) {
    return DrillPattern.of(ReplicationDrill.SHARED, version, region, clock.millis());
  }

  /** Looks what is used; false if it was asked to stop before. */
  boolean look(String when, String due) {
    return add(new Step(when, Optional.empty(), used(), due));
  }

  private boolean add(Step step) {
    done.add(step);
    return !isStopped();
  }

  private boolean isStopped() {
    return ground.stopped().test(Duration.ZERO);
  }

  /** Waits until every region uses a version; false if it was asked to stop before. */
  boolean awaitUse(String version) {
    return ground.await(
        "every region uses " + version,
        USED,
        () -> used().values().stream().allMatch(version::equals));
  }

  /** By region, as routers there read it. */
  private Map<String, String> used() {
    var used = new LinkedHashMap<String, String>();
    clusters
        .byRegion()
        .forEach(
            (region, there) ->
                used.put(
                    region,
                    PatternShelf.read(there, codecs)
                        .newest(ReplicationDrill.SHARED)
                        .map(PatternDefinition::getVersion)
                        .orElse("")));
    return used;
  }

  List<Step> done() {
    return List.copyOf(done);
  }
}
