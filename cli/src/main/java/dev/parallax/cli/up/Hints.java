package dev.parallax.cli.up;

import dev.parallax.cli.session.Environment;
import dev.parallax.cli.session.UpState;
import java.util.List;

/** How to talk to a sandbox from another terminal. */
final class Hints {
  private static final String INPUT = "{\"text\":\"win a free prize now\"}";

  private Hints() {}

  static List<String> lines(UpState state, Environment environment) {
    var parallax =
        environment.workingDirectory().equals(environment.home())
            ? "./parallax"
            : environment.home().resolve("parallax").toString();
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
        "Logs: " + state.directory().resolve("logs"));
  }
}
