package dev.parallax.runtime.federation;

import dev.parallax.runtime.fault.KnownFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets by name: the environment variable of that name in capital letters, with {@code _} for
 * whatever is neither letter nor digit; else the file of that name in the directory that {@value
 * #DIRECTORY} names, without white space around it.
 *
 * @param environment variables by name
 */
public record Secrets(Map<String, String> environment) {
  /** The variable that names the directory. */
  public static final String DIRECTORY = "PARALLAX_SECRETS";

  /** Shorter ones can be guessed. */
  private static final int LEAST_CHARS = 16;

  /** Copies the map. */
  public Secrets {
    environment = Map.copyOf(environment);
  }

  /**
   * The secret.
   *
   * @throws KnownFault if there is none, or it is shorter than 16 characters; says what to set
   */
  public String get(String name) {
    var variable = variable(name);
    var secret =
        Optional.ofNullable(environment.get(variable))
            .or(() -> file(name))
            .filter(text -> !text.isBlank())
            .orElseThrow(
                () ->
                    new KnownFault(
                        ("the secret %s (authSecret) is not there: set %s to it, or %s to a directory"
                                + " with a file %s%s")
                            .formatted(name, variable, DIRECTORY, name, lookedFor())));
    if (secret.length() < LEAST_CHARS) {
      throw new KnownFault(
          "the secret %s (authSecret) has %d characters: at least %d are needed"
              .formatted(name, secret.length(), LEAST_CHARS));
    }
    return secret;
  }

  private String lookedFor() {
    var directory = environment.get(DIRECTORY);
    return directory == null || directory.isBlank() ? "" : "; it is " + directory + ", without one";
  }

  private Optional<String> file(String name) {
    var directory = environment.get(DIRECTORY);
    if (directory == null || directory.isBlank()) {
      return Optional.empty();
    }
    var file = Path.of(directory).resolve(name);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new KnownFault("the secret " + name + " cannot be read from " + file, e);
    }
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
