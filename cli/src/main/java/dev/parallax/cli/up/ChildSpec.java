package dev.parallax.cli.up;

import dev.parallax.sandbox.ChildCommand;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A child process of the sandbox.
 *
 * @param name for people, and of its log
 * @param command how it is started, but for the port
 * @param environment asked at every start: variables that it is given besides
 * @param portOption its option for the port of its operations server
 * @param addressLabel what stands before the address of its operations server in its output
 * @param log where its output goes
 * @param restartAfter how long it stays away at least when it has ended
 * @param listening told that address whenever it has been started
 */
record ChildSpec(
    String name,
    ChildCommand command,
    Supplier<Map<String, String>> environment,
    String portOption,
    String addressLabel,
    Path log,
    Duration restartAfter,
    Consumer<URI> listening) {
  /** How it is started; 0: at any free port. */
  ChildCommand command(int port) {
    var started = command.arguments(portOption, Integer.toString(port));
    for (var variable : environment.get().entrySet()) {
      started = started.environment(variable.getKey(), variable.getValue());
    }
    return started;
  }
}
