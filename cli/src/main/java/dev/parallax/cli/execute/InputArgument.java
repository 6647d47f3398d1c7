package dev.parallax.cli.execute;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.session.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The input as a user gives it: JSON text, {@code @FILE}, or {@code -} for standard input. It is
 * passed on as it stands: parsing it into a tree would lose keys that stand twice, and digits. What
 * is wrong with it is said without quoting it.
 */
public final class InputArgument {
  private InputArgument() {}

  /**
   * The text that the argument means.
   *
   * @throws CommandFailure if it cannot be read or is not one JSON value
   */
  public static RawValue read(String argument, Environment environment, InputStream standardInput) {
    if (argument.equals("-")) {
      return checked(utf8(all(standardInput), "standard input"), "standard input");
    }
    if (argument.startsWith("@")) {
      var path = environment.resolve(Path.of(argument.substring(1)));
      return checked(utf8(file(path), path.toString()), path.toString());
    }
    return checked(argument, "--input");
  }

  private static byte[] all(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException broken) {
      throw CommandFailure.usage("cannot read standard input: " + broken.getMessage(), broken);
    }
  }

  private static byte[] file(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException absent) {
      throw CommandFailure.usage(
          "cannot read " + path + ": give a file that is there after the @", absent);
    }
  }

  private static String utf8(byte[] bytes, String source) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException other) {
      throw CommandFailure.usage(source + " is not UTF-8", other);
    }
  }

  private static RawValue checked(String text, String source) {
    try (var parser = new JsonFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        throw CommandFailure.usage(source + " is empty; an input is one JSON value");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw CommandFailure.usage(source + " has more than one JSON value");
      }
      return new RawValue(text);
    } catch (JsonProcessingException malformed) {
      throw CommandFailure.usage(
          source
              + " is no JSON (line "
              + malformed.getLocation().getLineNr()
              + ", column "
              + malformed.getLocation().getColumnNr()
              + "); write a plain text in double quotes",
          malformed);
    } catch (IOException impossible) {
      throw CommandFailure.failed(source + " cannot be read", impossible);
    }
  }
}
