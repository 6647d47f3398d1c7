package dev.parallax.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.console.ExitCode;
import dev.parallax.client.ParallaxClient;
import dev.parallax.client.ParallaxException;
import dev.parallax.sandbox.SharedRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everybody logs in by SASL/OAUTHBEARER at a broker that verifies tokens by the key of who gave
 * them: apps whose secret is in their environment, others whose secret is in a file.
 */
class OAuthIT {
  private static final String WRONG = "planted-and-wrong";
  private static final String REFUSED =
      "the token endpoint refuses the login (The response code 401";

  @TempDir private static Path directory;
  private static GuardedCluster cluster;

  @BeforeAll
  static void start() {
    cluster =
        new GuardedCluster(
            directory,
            GuardedCluster.Way.TOKEN,
            GuardedApps.SETTINGS.formatted(SharedRegistry.get().url()));
    cluster.grantAll();
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @Test
  void everybodyWorksByTokensThatAreRenewed() throws Exception {
    try (var apps = new GuardedApps(cluster)) {
      apps.work();
      var tokens = cluster.tokens();
      for (var user :
          List.of("parallax-router", "parallax-health", "parallax-producer", "agents-eu-west-1")) {
        await().atMost(GuardedApps.SOON).until(() -> tokens.issued(user) > 1);
      }
      apps.answer("after the first token");
      apps.saidNothingOfRightsOrSecrets();
    }
  }

  @Test
  void anAppWithAWrongSecretEndsAndSaysWhatToCorrect() {
    var environment = new HashMap<>(cluster.environment("parallax-router"));
    environment.put("KAFKA_PASSWORD", WRONG);

    assertThat(endOfRouter("wrong-secret", environment)).contains(REFUSED, "or what they refer to");
  }

  @Test
  void anAppThatMayNotAskTheEndpointSaysTheOptionThatAllowsIt() {
    var environment = new HashMap<>(cluster.environment("parallax-router"));
    environment.remove("JDK_JAVA_OPTIONS");

    assertThat(endOfRouter("not-allowed", environment))
        .contains("start it with JDK_JAVA_OPTIONS=" + cluster.tokens().option());
  }

  private static String endOfRouter(String name, Map<String, String> environment) {
    try (var router = GuardedApps.router(cluster, name, environment)) {
      assertThat(router.awaitExit(GuardedApps.SOON)).isTrue();
      assertThat(router.exitStatus()).isEqualTo(2);
      var said = GuardedApps.output(router);
      assertThat(said).doesNotContain(WRONG, "\tat ").doesNotContain(cluster.secrets());
      return said;
    }
  }

  @Test
  void commandsAndClientsWithAWrongSecretSayWhatToCorrect() {
    var wrong = new HashMap<>(cluster.properties("parallax-operator"));
    wrong.put("sasl.oauthbearer.client.credentials.client.secret", WRONG);
    var file = cluster.config("wrong.yaml", wrong);
    for (var words : List.of("topics list --check", "region drain us-east-1", "execution list")) {
      var run = cluster.run((words + " --config " + file).split(" ", -1));
      assertThat(run.code()).as(run.toString()).isNotEqualTo(ExitCode.OK);
      assertThat(run.err()).contains(REFUSED).doesNotContain(WRONG, "\tat ");
    }
    assertThatThrownBy(() -> connect(wrong))
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining(REFUSED)
        .hasMessageNotContaining(WRONG);
  }

  private static void connect(Map<String, String> properties) {
    var builder =
        ParallaxClient.builder()
            .bootstrapServers(cluster.bootstrapServers())
            .schemaRegistry(SharedRegistry.get().url().toString())
            .connectTimeout(Duration.ZERO);
    properties.forEach(builder::kafkaProperty);
    builder.connect().close();
  }

  @Test
  void theConfigurationIsShownWithoutWhatIsSecret() {
    var name = cluster.configFromEnvironment().getFileName().toString();

    var run = cluster.run("config", "show", name, "--effective");

    assertThat(run.code()).as(run.toString()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("sasl.oauthbearer.token.endpoint.url")
        .containsPattern("client\\.secret: '\\*{8}")
        .doesNotContain(cluster.secrets());
  }
}
