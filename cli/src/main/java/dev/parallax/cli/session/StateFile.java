package dev.parallax.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * File by which commands find a running {@code up}.
 *
 * @param path of the file
 */
public record StateFile(Path path) {
  /**
   * What the file says. Absent if there is none; present too if its process is gone ({@link
   * UpState#isRunning()}).
   *
   * @throws CommandFailure if it cannot be read
   */
  public Optional<UpState> read() {
    try {
      return Optional.of(UpState.fromJson(Json.parse(Files.readString(path, UTF_8))));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException broken) {
      throw CommandFailure.failed(path + " is not a state file; delete it", broken);
    } catch (IOException unreadable) {
      throw CommandFailure.failed(
          "cannot read " + path + ": " + unreadable.getMessage(), unreadable);
    }
  }

  /** Writes the state; a reader sees the old or the new one, never a part. */
  public void write(UpState state) throws IOException {
    Files.createDirectories(path.getParent());
    var draft = path.resolveSibling(path.getFileName() + ".new");
    Files.writeString(draft, Json.pretty(state.toJson()) + "\n", UTF_8);
    Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * As {@link #write}.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void writeOrThrow(UpState state) {
    try {
      write(state);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /** Removes the file, if it is there. */
  public void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
