package dev.parallax.cli.up;

import dev.parallax.sandbox.ChildCommand;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A child process of the sandbox.
 *
 * @param name for people, and of its log
 * @param command how it is started
 * @param addressLabel what stands before the address of its operations server in its output
 * @param log where its output goes
 * @param restartAfter how long it stays away at least when it has ended
 * @param listening told that address whenever it has been started, which changes each time
 */
record ChildSpec(
    String name,
    ChildCommand command,
    String addressLabel,
    Path log,
    Duration restartAfter,
    Consumer<URI> listening) {}
