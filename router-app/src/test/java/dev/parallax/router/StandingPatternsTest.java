package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ControlPlane;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.events.PatternDefinition;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P2 in the router: the greatest record of a name stands, not the last one. */
class StandingPatternsTest {
  @TempDir private Path directory;

  @Test
  void whatComesLateDoesNotReplaceWhatIsGreater() {
    try (var router = new RouterDriver(directory)) {
      router.put(version("1.1.0", false));
      router.put(version("1.0.0", false));
      assertThat(version(router)).isEqualTo("1.1.0");

      router.put(version("1.1.0", true));
      router.put(version("1.0.0", false));
      assertThat(router.fleet.view().fleet().pattern("p")).isEmpty();

      router.put(version("1.2.0", false));
      assertThat(version(router)).isEqualTo("1.2.0");
    }
  }

  @Test
  void afterADeletedRecordAnythingStands() {
    try (var router = new RouterDriver(directory)) {
      router.put(version("1.1.0", false));
      router.putBytes(router.topics.patterns(), "p", null);
      router.put(version("1.0.0", false));

      assertThat(version(router)).isEqualTo("1.0.0");
    }
  }

  @Test
  void whereEveryRegionHasAClusterTheViewIsRead() {
    try (var router = new RouterDriver(directory, federated())) {
      router.put(
          router.topics.patternsView(), "p", version("1.0.0", false), PatternDefinition.class);
      assertThat(version(router)).isEqualTo("1.0.0");
    }
  }

  private static ParallaxConfig federated() {
    var global = TestConfig.of(1, TestConfig.NOTHING_HELD);
    return new ParallaxConfig(
        global.regions(),
        new ControlPlane(ControlPlane.Mode.FEDERATED, "us-east-1", TestConfig.REGIONS),
        global.kafka(),
        global.schemaRegistry(),
        global.topics(),
        global.agents(),
        global.healthCheck(),
        global.executions(),
        global.input(),
        global.routing(),
        global.failover());
  }

  private static String version(RouterDriver router) {
    return router.fleet.view().fleet().pattern("p").map(Pattern::version).orElseThrow();
  }

  private static PatternDefinition version(String version, boolean deleted) {
    var pattern = Events.pattern("p", "first");
    pattern.setVersion(version);
    pattern.setDeleted(deleted);
    return pattern;
  }
}
