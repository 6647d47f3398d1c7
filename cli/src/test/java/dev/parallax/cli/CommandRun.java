package dev.parallax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command line did.
 *
 * @param code its exit code
 * @param out its standard output
 * @param err its standard error
 */
public record CommandRun(int code, String out, String err) {
  /** Runs a command line as if in this directory, which is also the home, without variables. */
  public static CommandRun of(Path directory, String... args) {
    return of(new Environment(Map.of(), directory, directory), args);
  }

  /** Runs a command line in these surroundings. */
  public static CommandRun of(Environment environment, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        ParallaxCommand.create(environment)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new CommandRun(code, out.toString(), err.toString());
  }

  /** Standard output as JSON. */
  public JsonNode json() {
    try {
      return Json.parse(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + this, e);
    }
  }

  /** Writes a file. */
  public static Path write(Path directory, String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
