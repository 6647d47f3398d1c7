package dev.parallax.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppCommandTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("PARALLAX_INSTANCE_ID", "r-1");

  private final List<LaunchOptions> launched = new ArrayList<>();
  private final StringWriter printed = new StringWriter();

  private boolean observes;

  @Test
  void takesDefaultsFromTheAppAndTheEnvironment() {
    assertThat(execute(Map.of("PARALLAX_CONFIG", "/etc/p.yaml", "PARALLAX_INSTANCE_ID", "r-7")))
        .isEqualTo(7);
    assertThat(execute(ENVIRONMENT)).isEqualTo(7);

    assertThat(launched)
        .containsExactly(
            options("/etc/p.yaml", "r-7", Place.AS_CONFIGURED),
            options("parallax.config.yaml", "r-1", Place.AS_CONFIGURED));
  }

  @Test
  void prefersOptionsToTheEnvironment() {
    execute(
        ENVIRONMENT,
        "--config",
        "c.yaml",
        "--instance-id",
        "mine",
        "--state-dir",
        "s",
        "--port",
        "0",
        "--bind",
        "::1");

    assertThat(launched)
        .containsExactly(
            new LaunchOptions(
                Path.of("c.yaml"),
                "mine",
                Optional.of(Path.of("s")),
                0,
                "::1",
                Place.AS_CONFIGURED,
                false,
                false));
  }

  @Test
  void takesWhatDiffersByPlaceFromOptionsAndEnvironment() {
    execute(
        Map.of(
            "PARALLAX_INSTANCE_ID", "r-1",
            "PARALLAX_REGION", "eu-west-1",
            "PARALLAX_BOOTSTRAP_SERVERS", "eu:9092"));
    execute(ENVIRONMENT, "--region", "ap-south-1", "--bootstrap-servers", "ap:9092");

    assertThat(launched)
        .containsExactly(
            options("parallax.config.yaml", "r-1", at("eu-west-1", "eu:9092")),
            options("parallax.config.yaml", "r-1", at("ap-south-1", "ap:9092")));
  }

  @Test
  void observesIfTheAppDoes() {
    observes = true;
    execute(
        ENVIRONMENT,
        "--observer",
        "--endpoint",
        "us-east-1=http://us",
        "--endpoint",
        "eu=http://eu");

    assertThat(launched.get(0).observer()).isTrue();
    assertThat(launched.get(0).place().endpoints())
        .isEqualTo(Map.of("us-east-1", URI.create("http://us"), "eu", URI.create("http://eu")));
  }

  @Test
  void doesNotObserveIfTheAppDoesNot() {
    assertThat(execute(ENVIRONMENT, "--observer")).isEqualTo(2);
    assertThat(printed.toString()).contains("Unknown option: '--observer'");
  }

  private static Place at(String region, String bootstrapServers) {
    return new Place(Optional.of(region), Optional.of(bootstrapServers), Map.of(), Map.of());
  }

  private static LaunchOptions options(String config, String instanceId, Place place) {
    return new LaunchOptions(
        Path.of(config), instanceId, Optional.empty(), 8080, "127.0.0.1", place, false, false);
  }

  @Test
  void putsTheStatesOfInstancesApart() {
    execute(ENVIRONMENT);
    assertThat(launched.get(0).instance(AppName.of("router"), "parallax.").stateDir())
        .isEqualTo(Path.of(".parallax/state/router/r-1"));
  }

  @Test
  void waitsAsASpareIfItIsAsked() {
    execute(ENVIRONMENT, "--spare");
    assertThat(launched.get(0).spare()).isTrue();
  }

  @Test
  void refusesWhatKafkaWouldRefuseLater() {
    assertThat(execute(ENVIRONMENT, "--instance-id", "no blanks")).isEqualTo(2);
    assertThat(execute(ENVIRONMENT, "--port", "65536")).isEqualTo(2);
    assertThat(execute(ENVIRONMENT, "--prot", "1")).isEqualTo(2);

    assertThat(launched).isEmpty();
    assertThat(printed.toString())
        .contains("router-app: --instance-id \"no blanks\": 1 to 200 of")
        .contains("router-app: --port 65536: 0 to 65535")
        .contains("Unknown options: '--prot'")
        .contains("See router-app --help.");
  }

  @Test
  void helpsWithExamplesAndVersion() {
    assertThat(execute(ENVIRONMENT, "--help")).isZero();
    assertThat(execute(ENVIRONMENT, "--version")).isZero();

    assertThat(printed.toString())
        .contains("Decides.", "(default: r-1)", "(default: 8080)")
        .contains("  router-app --config /etc/parallax/parallax.config.yaml")
        .containsPattern("router-app \\d+\\.\\d+");
  }

  private int execute(Map<String, String> environment, String... arguments) {
    var out = new PrintWriter(printed, true);
    return AppCommand.commandLine(
            AppName.of("router"),
            "Decides.",
            observes,
            environment,
            options -> {
              launched.add(options);
              return 7;
            })
        .setOut(out)
        .setErr(out)
        .execute(arguments);
  }
}
