package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ControlPlane;
import dev.parallax.core.config.FailoverPolicy.Mode;
import dev.parallax.core.config.HealthCheck;
import dev.parallax.core.config.Literal;
import dev.parallax.core.config.Match;
import dev.parallax.core.config.Peer;
import dev.parallax.core.config.Region;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.config.Strategy.Tier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** C1: every configuration block of the specification's page is accepted and means what it says. */
class PageConfigurationTest {

  @Test
  void readsLatencyWithPreferences() {
    assertThat(strategy("latency-preferences"))
        .isEqualTo(
            new Strategy.Latency(
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                List.of(Tier.SAME_REGION, Tier.NEAREST_REGION, Tier.ANY_REGION)));
  }

  @Test
  void readsRulesForDataResidency() {
    assertThat(strategy("data-residency"))
        .isEqualTo(
            affinity(
                rule(
                    new Strategy.Where.Listed(List.of("eu-west-1")),
                    is("input.dataResidency", "eu")),
                rule(
                    new Strategy.Where.Listed(List.of("us-east-1")),
                    is("input.dataResidency", "us"))));
  }

  @Test
  void readsAPairOfPrimaryAndSecondary() {
    var config = Documents.config(block("failover-pair"));

    assertThat(config.routing().strategy())
        .isEqualTo(new Strategy.Failover(List.of("us-east-1", "us-west-2"), true));
    assertThat(config.healthCheck().unhealthyThreshold()).isEqualTo(3);
    assertThat(config.failover().mode()).isEqualTo(Mode.ACTIVE_PASSIVE);
  }

  @Test
  void readsRegions() {
    assertThat(Documents.wholeConfig(block("regions")).regions())
        .containsExactly(
            new Region(
                "us-east-1",
                "US East (Virginia)",
                url("https://us-east.parallax.example.com"),
                true,
                false),
            new Region(
                "eu-west-1",
                "EU West (Ireland)",
                url("https://eu-west.parallax.example.com"),
                false,
                false),
            new Region(
                "ap-south-1",
                "Asia Pacific (Mumbai)",
                url("https://ap-south.parallax.example.com"),
                false,
                false));
  }

  @Test
  void readsLatency() {
    assertThat(strategy("latency"))
        .isEqualTo(
            new Strategy.Latency(
                Optional.of(Duration.ofMillis(200)),
                Duration.ofMillis(50),
                Optional.of(Tier.ANY_REGION),
                List.of()));
  }

  @Test
  void readsAffinity() {
    assertThat(strategy("affinity"))
        .isEqualTo(
            affinity(
                rule(
                    new Strategy.Where.FromInput("preferredRegion"),
                    new Match.Condition("input.preferredRegion", Optional.empty())),
                rule(
                    new Strategy.Where.Listed(List.of("eu-west-1")),
                    is("input.userCountry", "DE", "FR", "IT", "ES")),
                rule(
                    new Strategy.Where.Listed(List.of("us-east-1")),
                    is("input.dataType", "financial")),
                rule(new Strategy.Where.All())));
  }

  @Test
  void readsCapability() {
    assertThat(strategy("capability"))
        .isEqualTo(
            new Strategy.Capability(
                Map.of(
                    "eu-west-1", Set.of("translation", "gdpr-compliant"),
                    "us-east-1", Set.of("classification", "analysis"),
                    "ap-south-1", Set.of("analysis", "multilingual")),
                false));
  }

  @Test
  void readsWeighted() {
    assertThat(strategy("weighted"))
        .isEqualTo(
            new Strategy.Weighted(
                Map.of("us-east-1", 50.0, "eu-west-1", 30.0, "ap-south-1", 20.0)));
  }

  @Test
  void readsFailover() {
    var config = Documents.config(block("failover"));

    assertThat(config.routing().strategy())
        .isEqualTo(new Strategy.Failover(List.of("us-east-1", "us-west-2", "eu-west-1"), true));
    assertThat(config.healthCheck())
        .isEqualTo(new HealthCheck(Duration.ofSeconds(10), Duration.ofSeconds(5), 3, 2));
    assertThat(config.failover().failback()).isTrue();
    assertThat(config.failover().failbackDelay()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void readsAGlobalControlPlane() {
    assertThat(Documents.config(block("global-control-plane")).controlPlane())
        .isEqualTo(
            new ControlPlane(
                ControlPlane.Mode.GLOBAL,
                "us-east-1",
                List.of("us-east-1", "eu-west-1", "ap-south-1")));
  }

  @Test
  void readsFederatedControlPlanes() {
    assertThat(Documents.config(block("federated-control-planes")).controlPlane())
        .isEqualTo(
            new ControlPlane(
                ControlPlane.Mode.FEDERATED,
                "us-east-1",
                List.of("us-east-1", "eu-west-1", "ap-south-1", "us-west-2"),
                List.of(
                    new Peer(
                        "eu-west-1",
                        URI.create("https://eu-control.parallax.example.com"),
                        Optional.of("federation-secret")),
                    new Peer(
                        "ap-south-1",
                        URI.create("https://ap-control.parallax.example.com"),
                        Optional.of("federation-secret")))));
  }

  @Test
  void readsActiveActiveAsWeighted() {
    var config = Documents.config(block("active-active"));

    assertThat(config.routing().strategy()).isEqualTo(strategy("weighted"));
    assertThat(config.failover().mode()).isEqualTo(Mode.ACTIVE_ACTIVE);
  }

  @Test
  void readsActivePassiveAsFailover() {
    var config = Documents.config(block("active-passive"));

    assertThat(config.routing().strategy())
        .isEqualTo(new Strategy.Failover(List.of("us-east-1", "eu-west-1", "ap-south-1"), true));
    assertThat(config.failover().mode()).isEqualTo(Mode.ACTIVE_PASSIVE);
    assertThat(config.failover().cooldown()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.healthCheck().unhealthyThreshold()).isEqualTo(3);
  }

  @Test
  void acceptsPatternReplication() {
    assertThat(Documents.faults(block("pattern-replication"))).isEmpty();
  }

  @Test
  void acceptsReplicationOfExecutions() {
    assertThat(Documents.faults(block("execution-data"))).isEmpty();
  }

  @Test
  void readsPrivateConnectivity() {
    assertThat(Documents.wholeConfig(block("private-connectivity")).regions())
        .containsExactly(
            new Region(
                "us-east-1", "us-east-1", url("https://parallax.us-east-1.internal"), true, true),
            new Region(
                "eu-west-1", "eu-west-1", url("https://parallax.eu-west-1.internal"), false, true));
  }

  @Test
  void acceptsAGlobalAccelerator() {
    assertThat(Documents.faults(block("global-accelerator"))).isEmpty();
  }

  private static Strategy strategy(String block) {
    return Documents.config(block(block)).routing().strategy();
  }

  private static Strategy affinity(Strategy.Affinity.Rule... rules) {
    return new Strategy.Affinity(List.of(rules), Optional.empty());
  }

  private static Strategy.Affinity.Rule rule(Strategy.Where where, Match.Condition... conditions) {
    return new Strategy.Affinity.Rule(
        new Match(List.of(conditions)), where, Set.of(), Optional.empty());
  }

  private static Match.Condition is(String key, String... values) {
    return new Match.Condition(
        key, Optional.of(Arrays.stream(values).<Literal>map(Literal.Text::new).toList()));
  }

  private static Optional<URI> url(String url) {
    return Optional.of(URI.create(url));
  }

  private static String block(String name) {
    try (var in =
        PageConfigurationTest.class.getResourceAsStream("/config/page/" + name + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
