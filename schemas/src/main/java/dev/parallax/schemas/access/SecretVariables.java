package dev.parallax.schemas.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets of a process: the environment variable of a name has one, or that name with {@value
 * #FILE} after it names a file that does, without white space around it.
 *
 * @param environment variables by name
 */
public record SecretVariables(Map<String, String> environment) {
  /** What the name of a variable ends with that names a file. */
  public static final String FILE = "_FILE";

  /** Copies the map. */
  public SecretVariables {
    environment = Map.copyOf(environment);
  }

  /**
   * The secret of this name; absent if neither variable is set, or is empty.
   *
   * @throws AccessException if both are set, or the file cannot be read or is empty
   */
  public Optional<String> get(String name) {
    var value = text(name);
    var file = text(name + FILE);
    if (value.isPresent() && file.isPresent()) {
      throw new AccessException(name + " and " + name + FILE + " are both set: unset one of them");
    }
    return value.or(() -> file.map(path -> read(name + FILE, path)));
  }

  /** What a variable says that is no secret; absent if it is not set, or is empty. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static String read(String variable, String path) {
    try {
      var secret = Files.readString(Path.of(path)).strip();
      if (secret.isEmpty()) {
        throw new AccessException(variable + ": " + path + " is empty: write the secret into it");
      }
      return secret;
    } catch (IOException | InvalidPathException unreadable) {
      throw new AccessException(
          variable + ": " + path + " cannot be read: create it, readable for this user",
          unreadable);
    }
  }

  @Override
  public String toString() {
    return "SecretVariables";
  }
}
