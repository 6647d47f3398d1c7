package dev.parallax.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of this clone, by their path from its root. */
public final class Clone {
  private static final YAMLMapper YAML = new YAMLMapper();

  private Clone() {}

  /** A file or directory, which need not be there. */
  public static Path path(String fromRoot) {
    return root().resolve(fromRoot);
  }

  /** The text of a file. */
  public static String text(String fromRoot) {
    try {
      return Files.readString(path(fromRoot));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only document of a YAML file. */
  public static JsonNode yaml(String fromRoot) {
    try {
      return YAML.readTree(text(fromRoot));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tests run in the module's directory, or wherever an editor starts them. */
  private static Path root() {
    var directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("compose.yaml"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException("run the tests somewhere in the clone");
      }
    }
    return directory;
  }
}
