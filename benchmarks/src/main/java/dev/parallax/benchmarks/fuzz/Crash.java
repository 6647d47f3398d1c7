package dev.parallax.benchmarks.fuzz;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * An app was stopped.
 *
 * @param seed of the round
 * @param app that was
 * @param number of the input within the round, from 1
 * @param input that did it, or that was the last before it
 * @param alone whether it does so to an app that has read nothing else
 * @param why what was thrown or not done
 */
record Crash(long seed, FuzzedApp app, int number, Input input, boolean alone, Throwable why) {

  /** The same for crashes at the same place. */
  String kind() {
    var cause = why;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    var trace = cause.getStackTrace();
    return app + " " + cause.getClass().getName() + (trace.length == 0 ? "" : trace[0]);
  }

  /** All that is needed to meet it again. */
  String report() {
    var trace = new StringWriter();
    why.printStackTrace(new PrintWriter(trace));
    return """
        CRASH of %s by input %d of the round with seed %d%s
        %s
        %s"""
        .formatted(
            app,
            number,
            seed,
            alone ? ", by this input alone" : ", after what came before it",
            input.hex(),
            trace);
  }
}
