package dev.parallax.replicator.mirror;

import static dev.parallax.replicator.mirror.Clusters.AP;
import static dev.parallax.replicator.mirror.Clusters.EU;
import static dev.parallax.replicator.mirror.Clusters.US;
import static dev.parallax.replicator.mirror.Federation.until;
import static dev.parallax.replicator.view.Patterns.deleted;
import static dev.parallax.replicator.view.Patterns.described;
import static dev.parallax.replicator.view.Patterns.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.PatternDefinition;
import dev.parallax.events.PublicationKind;
import dev.parallax.sandbox.Link.Direction;
import dev.parallax.sandbox.SharedRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** P2, P3: three real clusters, 80 ms apart, the flows between them, and a view in each. */
class ViewsIT {
  private static Clusters clusters;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @BeforeAll
  static void start() {
    clusters = new Clusters(US, EU, AP);
  }

  @AfterAll
  static void stop() {
    clusters.close();
  }

  @Test
  void aRegionThatIsCutOffAbortsWhatIsCommittedEverywhereOnceItIsHealed() {
    var strong = "replication: {patterns: {mode: strong}}\n";
    try (var federation = new Federation(clusters, directory, strong);
        var views = new Views(federation, directory)) {
      federation.startAll();
      var old = pattern("p", "1.0.0", 1, EU);
      views.propose(EU, "first", old, 60_000);
      until(() -> allShow(views, Map.of("p", old)));

      isolate(AP, true);
      var changed = pattern("p", "1.1.0", 2, EU);
      views.propose(EU, "second", changed, 3_000);
      until(() -> views.said(US, "second").contains(PublicationKind.ABORT));
      assertThat(views.said(EU, "second")).contains(PublicationKind.REFUSED);
      assertThat(allShow(views, Map.of("p", old))).isTrue();

      isolate(AP, false);
      // Whichever arrives first: told of the abort before the proposal it says nothing itself.
      until(() -> views.heard(AP, EU, "second").contains(PublicationKind.PROPOSE));
      until(() -> views.heard(AP, US, "second").contains(PublicationKind.ABORT));
      assertThat(allShow(views, Map.of("p", old))).isTrue();

      views.propose(EU, "third", changed, 60_000);
      until(() -> allShow(views, Map.of("p", changed)));
      assertThat(views.said(US, "third")).contains(PublicationKind.COMMIT);
      assertThat(views.said(AP, "second")).doesNotContain(PublicationKind.APPLIED);
    }
  }

  @Test
  @Tag("long")
  void viewsAreEqualAfterBothSidesWroteAtOnceAndOneDeletedWhatTheOtherChanged() {
    try (var federation = new Federation(clusters, directory, "replication: {}\n");
        var views = new Views(federation, directory)) {
      var stood = pattern("changed", "1.0.0", 1, US);
      Views.apply(federation, US, stood);
      Views.apply(federation, US, described(pattern("both", "1.0.0", 5, US), "one"));
      var stands = described(pattern("both", "1.0.0", 6, EU), "other");
      Views.apply(federation, EU, stands);
      Views.apply(federation, US, deleted(stood, 9, US));
      var changed = pattern("changed", "1.0.1", 3, EU);
      Views.apply(federation, EU, changed);

      federation.startAll();

      until(() -> allShow(views, Map.of("both", stands, "changed", changed)));
    }
  }

  @Test
  @Tag("long")
  void whatWasCopiedBeforeTheExclusionsWereTightenedLeavesTheViews() {
    var kept = pattern("gdpr", "1.0.0", 1, US);
    var secret = pattern("dev-x", "1.0.0", 1, US);
    try (var federation = new Federation(clusters, directory, "replication: {}\n")) {
      try (var views = new Views(federation, directory)) {
        federation.startAll();
        Views.apply(federation, US, kept);
        Views.apply(federation, US, secret);
        until(() -> allShow(views, Map.of("gdpr", kept, "dev-x", secret)));
        clusters.regions().forEach(federation::stop);
      }
      federation.replication("replication: {patterns: {excludePatterns: [dev-*]}}\n");
      try (var views = new Views(federation, directory)) {
        federation.startAll();
        var changed = pattern("gdpr", "1.1.0", 2, US);
        Views.apply(federation, US, pattern("dev-x", "1.1.0", 2, US));
        Views.apply(federation, US, changed);
        for (var region : clusters.others(US)) {
          until(() -> standing(views.of(region)).equals(Map.of("gdpr", changed)));
        }
      }
    }
  }

  /** The topic's own region stands still meanwhile: its view would read on at its old place. */
  @Test
  @Tag("long")
  void viewsAreEqualAfterAPatternsTopicWasCreatedAnew() {
    var url = SharedRegistry.get().url();
    try (var federation = Federation.ofProcesses(clusters, directory, "replication: {}\n", url);
        var origin = process(federation, US);
        var receiver = process(federation, EU)) {
      var first = pattern("p", "1.0.0", 1, US);
      Views.apply(federation, US, first);
      patiently(() -> showBoth(federation, Map.of("p", first)));

      origin.kill();
      clusters.createAnew(US, federation.topics.patterns());
      var changed = pattern("p", "1.1.0", 2, US);
      Views.apply(federation, US, changed);
      try (var again = process(federation, US)) {
        patiently(() -> showBoth(federation, Map.of("p", changed)));
        again.awaitReady();
        receiver.awaitReady();
      }
    }
  }

  private ReplicatorProcess process(Federation federation, String region) {
    return ReplicatorProcess.start(federation, region, "replicator-" + region, directory);
  }

  private static void patiently(Callable<Boolean> condition) {
    await().atMost(ReplicatorProcess.LIMIT).pollInterval(Duration.ofMillis(500)).until(condition);
  }

  private static boolean showBoth(Federation federation, Map<String, PatternDefinition> expected) {
    return Views.of(federation, US).equals(expected) && Views.of(federation, EU).equals(expected);
  }

  private static Map<String, PatternDefinition> standing(Map<String, PatternDefinition> view) {
    var standing = new TreeMap<>(view);
    standing.values().removeIf(PatternDefinition::getDeleted);
    return standing;
  }

  private static boolean allShow(Views views, Map<String, PatternDefinition> expected) {
    return clusters.regions().stream().allMatch(region -> views.of(region).equals(expected));
  }

  /** Nobody reaches the region's cluster, and those in it reach no other. */
  private static void isolate(String region, boolean cut) {
    for (var other : clusters.others(region)) {
      for (var link : new String[][] {{region, other}, {other, region}}) {
        for (var direction : Direction.values()) {
          if (cut) {
            clusters.link(link[0], link[1]).cut(direction);
          } else {
            clusters.link(link[0], link[1]).heal(direction);
          }
        }
      }
    }
  }
}
