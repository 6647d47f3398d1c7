package dev.parallax.cli.session;

import dev.parallax.cli.console.GlobalOptions;

/**
 * What every command is given.
 *
 * @param options options common to all commands, filled in once the command line is parsed
 * @param environment surroundings of the process
 */
public record Session(GlobalOptions options, Environment environment) {}
