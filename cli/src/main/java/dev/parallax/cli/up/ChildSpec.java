package dev.parallax.cli.up;

import dev.parallax.sandbox.ChildCommand;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A child process of the sandbox.
 *
 * @param name for people, and of its log
 * @param command how it is started
 * @param addressLabel what stands before the address of its operations server in its output
 * @param log where its output goes
 * @param listening told that address whenever it has been started, which changes each time
 */
record ChildSpec(
    String name, ChildCommand command, String addressLabel, Path log, Consumer<URI> listening) {}
