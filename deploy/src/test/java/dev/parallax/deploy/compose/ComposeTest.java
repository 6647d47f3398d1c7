package dev.parallax.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.deploy.Clone;
import dev.parallax.deploy.Tool;
import dev.parallax.runtime.config.ConfigFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docker compose up} works from a clone: what compose.yaml names is there, and bounded. */
class ComposeTest {
  private static final ComposeFile FILE = ComposeFile.ofClone();
  private static final String CONFIG = "deploy/docker/parallax.config.yaml";

  static List<String> services() {
    return List.copyOf(FILE.services().keySet());
  }

  @Test
  void isWhatComposeItselfAccepts() {
    assumeTrue(Tool.isThere("docker"), "no docker here");
    var version = Tool.run(Clone.path("."), Map.of(), List.of("docker", "compose", "version"));
    assumeTrue(version.code() == 0, "docker has no compose here");

    var config = Tool.run(Clone.path("."), Map.of(), List.of("docker", "compose", "config", "-q"));

    assertThat(config.code()).as(config.output()).isZero();
  }

  @ParameterizedTest
  @MethodSource("services")
  void saysHowItIsUnlessItEnds(String name) {
    var service = FILE.service(name);
    var check = service.path("healthcheck");

    if (service.get("restart").asText().equals("no")) {
      assertThat(check.has("test") && !check.path("disable").asBoolean()).isFalse();
    } else {
      assertThat(ComposeFile.texts(check.get("test"))).hasSizeGreaterThan(1).startsWith("CMD");
      assertThat(check.has("interval") && check.has("timeout") && check.has("retries")).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void mountsWhatTheCloneHas(String name) {
    for (var source : ComposeFile.sources(FILE.service(name))) {
      if (source.startsWith(".")) {
        assertThat(Clone.path(source)).exists();
      } else {
        assertThat(FILE.root().get("volumes").has(source)).as("volume %s", source).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void buildsOrPullsAFixedImage(String name) {
    var service = FILE.service(name);
    var image = service.get("image").asText();

    if (image.startsWith("parallax/")) {
      var target = image.substring("parallax/".length(), image.indexOf(':'));
      var builders =
          FILE.services().values().stream()
              .map(other -> other.path("build"))
              .filter(build -> build.path("target").asText().equals(target))
              .toList();
      assertThat(builders).as("who builds %s", image).isNotEmpty();
      assertThat(Clone.path(builders.get(0).get("dockerfile").asText())).exists();
      assertThat(Dockerfile.ofClone().stage(target).of("ENTRYPOINT")).hasSize(1);
    } else {
      assertThat(image).matches("[a-z0-9/.-]+:v?[0-9][A-Za-z0-9.]*");
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void isReachedFromThisMachineOnly(String name) {
    assertThat(ComposeFile.texts(FILE.service(name).path("ports")))
        .allSatisfy(port -> assertThat(port).matches("127\\.0\\.0\\.1:\\d+:\\d+"));
  }

  @Test
  void sharesNoPortOfThisMachine() {
    var ports = new ArrayList<String>();
    for (var service : FILE.services().values()) {
      ComposeFile.texts(service.path("ports")).forEach(port -> ports.add(port.split(":", -1)[1]));
    }

    assertThat(ports).hasSizeGreaterThan(4).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("services")
  void waitsOnlyForWhatIsThere(String name) {
    FILE.service(name)
        .path("depends_on")
        .properties()
        .forEach(
            needed -> {
              var other = FILE.service(needed.getKey());
              assertThat(other).as(needed.getKey()).isNotNull();
              var ends = other.get("restart").asText().equals("no");
              assertThat(needed.getValue().get("condition").asText())
                  .isEqualTo(ends ? "service_completed_successfully" : "service_healthy");
            });
  }

  /** {@code up --wait} fails when a service ends, unless it is another's to wait for its end. */
  @ParameterizedTest
  @MethodSource("services")
  void isWaitedForIfItEnds(String name) {
    var service = FILE.service(name);
    if (service.get("restart").asText().equals("no") && !service.has("profiles")) {
      assertThat(FILE.services().values())
          .extracting(other -> other.at("/depends_on/" + name + "/condition").asText())
          .contains("service_completed_successfully");
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void runsOurOwnWithoutPrivileges(String name) {
    var service = FILE.service(name);
    if (service.get("image").asText().startsWith("parallax/")) {
      assertThat(service.get("read_only").asBoolean()).isTrue();
      assertThat(ComposeFile.texts(service.get("cap_drop"))).containsExactly("ALL");
      assertThat(service.get("mem_limit").asText()).endsWith("m");
    }
  }

  /** A region's endpoint is a service that answers there, and agents are where the regions are. */
  @Test
  void hasEveryRegionOfItsConfiguration() {
    var config = ConfigFiles.load(Clone.path(CONFIG));

    assertThat(config.regionIds()).hasSize(3);
    for (var region : config.regions()) {
      var endpoint = region.endpoint().orElseThrow();
      var agents = FILE.service(endpoint.getHost());
      assertThat(agents).as(endpoint.getHost()).isNotNull();
      assertThat(endpoint.getPort()).isEqualTo(8080);
      assertThat(ComposeFile.texts(agents.get("command"))).contains("--region=" + region.id());
      if (!region.id().equals(config.controlPlane().currentRegion())) {
        assertThat(ComposeFile.texts(FILE.service("observer-" + region.id()).get("command")))
            .containsExactly("--observer", "--region", region.id());
      }
    }
    assertThat(FILE.services()).containsKey(config.kafka().bootstrapServers().split(":", -1)[0]);
  }

  /** Prometheus asks names of this file, at ports at which they answer. */
  @Test
  void hasEveryTargetOfPrometheus() {
    var targets = new ArrayList<String>();
    Clone.yaml("deploy/prometheus/prometheus.yaml")
        .get("scrape_configs")
        .forEach(job -> job.get("dns_sd_configs").forEach(dns -> add(dns, targets)));

    assertThat(targets).contains("router-app:8080", "health-app:8080", "observer:8080");
    assertThat(FILE.service("observer-eu-west-1").at("/networks/default/aliases/0").asText())
        .isEqualTo("observer");
    assertThat(targets).allSatisfy(target -> assertThat(target).endsWith(":8080"));
  }

  /** Where its provisioning says that boards are, there they are mounted; likewise Prometheus. */
  @Test
  void showsTheBoardsOfTheClone() {
    var boards =
        Clone.yaml("deploy/grafana/provisioning/dashboards/parallax.yaml")
            .at("/providers/0/options/path")
            .asText();
    var prometheus =
        Clone.yaml("deploy/grafana/provisioning/datasources/prometheus.yaml")
            .at("/datasources/0/url")
            .asText();

    assertThat(ComposeFile.texts(FILE.service("grafana").get("volumes")))
        .contains("./deploy/grafana/boards:" + boards + ":ro");
    var home = FILE.service("grafana").at("/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH");
    assertThat(Clone.path(home.asText().replace(boards, "deploy/grafana/boards"))).exists();
    assertThat(prometheus).isEqualTo("http://prometheus:9090");
  }

  private static void add(JsonNode dns, List<String> targets) {
    var port = dns.get("port").asInt();
    dns.get("names").forEach(name -> targets.add(name.asText() + ":" + port));
  }
}
