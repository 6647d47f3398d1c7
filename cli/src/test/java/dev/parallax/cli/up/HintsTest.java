package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.session.Environment;
import dev.parallax.cli.session.UpState;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HintsTest {
  private static final Path HOME = Path.of("/opt/parallax");

  private static UpState state() {
    return state(Map.of("us-east-1", "http://127.0.0.1:6/"));
  }

  private static UpState state(Map<String, String> consoles) {
    return new UpState(
        1,
        2,
        "127.0.0.1:3",
        "http://127.0.0.1:4/apis/ccompat/v7",
        routers(),
        brokers(),
        consoles,
        HOME.resolve(".parallax/up/parallax.config.yaml"),
        HOME.resolve(".parallax/up"),
        Map.of("agents-eu-west-1", 77L));
  }

  @Test
  void tellWhereConsoleRouterAndRegistryAre() {
    assertThat(Hints.lines(state(), new Environment(Map.of(), HOME, HOME), "eu-west-1"))
        .contains(
            "Console, for a browser: http://127.0.0.1:6/",
            "Router, for controlPlaneUrl(...): http://127.0.0.1:5",
            "Schema registry: http://127.0.0.1:4/apis/ccompat/v7");
  }

  private static Map<String, String> routers() {
    var routers = new LinkedHashMap<String, String>();
    routers.put("us-east-1", "http://127.0.0.1:5");
    routers.put("ap-south-1", "http://127.0.0.1:8");
    return routers;
  }

  private static Map<String, String> brokers() {
    var brokers = new LinkedHashMap<String, String>();
    brokers.put("us-east-1", "127.0.0.1:3");
    brokers.put("ap-south-1", "127.0.0.1:9");
    return brokers;
  }

  @Test
  void tellTheAddressesOfEveryRegionWhereEachHasAControlPlane() {
    var consoles = new LinkedHashMap<String, String>();
    consoles.put("us-east-1", "http://127.0.0.1:6/");
    consoles.put("ap-south-1", "http://127.0.0.1:7/");

    assertThat(
            Hints.federated(state(consoles), new Environment(Map.of(), HOME, HOME), "ap-south-1"))
        .containsSequence(
            "Region      Router              Console              Schema registry                  "
                + "   Broker",
            "us-east-1   http://127.0.0.1:5  http://127.0.0.1:6/  http://127.0.0.1:4/apis/ccompat/v7"
                + "  127.0.0.1:3",
            "ap-south-1  http://127.0.0.1:8  http://127.0.0.1:7/  http://127.0.0.1:4/apis/ccompat/v7"
                + "  127.0.0.1:9");
  }

  @Test
  void nameTheLauncherAndTheHomeThatFindThisSandbox() {
    var elsewhere = Path.of("/tmp/my home");
    var second = Map.of("PARALLAX_HOME", "/tmp/my home");

    assertThat(agentList(new Environment(Map.of(), HOME, HOME)))
        .isEqualTo("  ./parallax agent list");
    assertThat(agentList(new Environment(Map.of(), elsewhere, HOME)))
        .isEqualTo("  /opt/parallax/parallax agent list");
    assertThat(agentList(new Environment(second, HOME, elsewhere, HOME.resolve("parallax"))))
        .isEqualTo("  PARALLAX_HOME='/tmp/my home' ./parallax agent list");
    assertThat(agentList(new Environment(second, elsewhere, elsewhere, HOME.resolve("parallax"))))
        .isEqualTo("  PARALLAX_HOME='/tmp/my home' /opt/parallax/parallax agent list");
  }

  private static String agentList(Environment environment) {
    return Hints.lines(state(), environment, "eu-west-1").stream()
        .filter(line -> line.endsWith("agent list"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellHowToKillTheAgentsOfARegionAndWhatIsSeenThen() {
    var environment = new Environment(Map.of(), HOME, HOME);

    assertThat(Hints.lines(state(), environment, "eu-west-1"))
        .contains(
            "  kill -9 77    # all agents of eu-west-1: out of the table within 8 s, back after 12"
                + " s");
  }
}
