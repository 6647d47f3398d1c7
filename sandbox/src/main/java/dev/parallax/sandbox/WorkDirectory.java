package dev.parallax.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A given directory, or a temporary one that is deleted at the end. */
record WorkDirectory(Path root, boolean temporary) {
  private static final Logger LOG = LoggerFactory.getLogger(WorkDirectory.class);

  static WorkDirectory of(String purpose, Optional<Path> given) {
    try {
      return given.isPresent()
          ? new WorkDirectory(Files.createDirectories(given.get()).toAbsolutePath(), false)
          : new WorkDirectory(Files.createTempDirectory("parallax-" + purpose + "-"), true);
    } catch (IOException e) {
      throw new SandboxException("no directory for the " + purpose + ": " + e.getMessage(), e);
    }
  }

  void deleteIfTemporary() {
    if (!temporary) {
      return;
    }
    try (var files = Files.walk(root)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException alreadyGone) {
      LOG.debug("{} is already deleted", root);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("the temporary directory {} could not be deleted", root, e);
    }
  }
}
