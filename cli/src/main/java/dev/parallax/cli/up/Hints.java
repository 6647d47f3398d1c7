package dev.parallax.cli.up;

import dev.parallax.cli.console.Table;
import dev.parallax.cli.session.Environment;
import dev.parallax.cli.session.UpState;
import java.util.ArrayList;
import java.util.List;

/** How to talk to a sandbox from another terminal. */
final class Hints {
  private static final String INPUT = "{\"text\":\"win a free prize now\"}";

  private Hints() {}

  /**
   * The lines.
   *
   * @param region whose agents somebody may kill
   */
  static List<String> lines(UpState state, Environment environment, String region) {
    var parallax = environment.command();
    return List.of(
        "From another terminal (Ctrl-C here ends everything):",
        "  " + parallax + " execute content-classifier --input '" + INPUT + "'",
        "  echo '{\"pattern\":\"content-classifier\",\"input\":"
            + INPUT
            + "}' | kcat -P -b "
            + state.bootstrapServers()
            + " -t "
            + SandboxConfig.TOPIC_PREFIX
            + "requests",
        "  " + parallax + " agent list",
        "  " + killing(state, region),
        "Console, for a browser: " + state.consoleUrl(),
        "Router, for controlPlaneUrl(...): " + state.routerUrl(),
        "Schema registry: " + state.registryUrl(),
        "Metrics, for deploy/prometheus/sandbox.yaml: "
            + ScrapeTargets.in(state.directory()).file(),
        "Logs: " + state.directory().resolve("logs"));
  }

  /**
   * The lines where every region has a control plane.
   *
   * @param region another than the current one
   */
  static List<String> federated(UpState state, Environment environment, String region) {
    var parallax = environment.command();
    var lines = new ArrayList<String>();
    lines.addAll(
        List.of(
            "From another terminal (Ctrl-C here ends everything):",
            "  " + parallax + " region status --region " + region,
            "  " + parallax + " pattern list --region " + region,
            "  "
                + parallax
                + " execute content-classifier --region "
                + region
                + " --input '"
                + INPUT
                + "'",
            "  " + parallax + " replication status",
            "  " + parallax + " replication verify",
            "  " + killing(state, region),
            ""));
    lines.addAll(addresses(state).lines());
    lines.addAll(
        List.of(
            "",
            "Configuration, with the brokers of every region: " + state.config(),
            "Metrics, for deploy/prometheus/sandbox.yaml: "
                + ScrapeTargets.in(state.directory()).file(),
            "Logs: " + state.directory().resolve("logs")));
    return lines;
  }

  /** Where each region's control plane is: routers for clients, consoles for browsers. */
  private static Table addresses(UpState state) {
    var table = Table.of("Region", "Router", "Console", "Schema registry", "Broker");
    state
        .brokers()
        .forEach(
            (region, broker) ->
                table.row(
                    region,
                    state.routerUrls().getOrDefault(region, "-"),
                    state.consoleUrls().getOrDefault(region, "-"),
                    state.registryUrl(),
                    broker));
    return table;
  }

  private static String killing(UpState state, String region) {
    return "kill -9 %d    # all agents of %s: out of the table within %d s, back after %d s"
        .formatted(
            state.children().get(Children.agentsOf(region)),
            region,
            SandboxConfig.TTL.plus(SandboxConfig.HEARTBEAT).toSeconds(),
            Children.AGENTS_RESTART.toSeconds());
  }
}
