package dev.parallax.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The log file of one child, from the place where its output begins; what earlier ones wrote comes
 * before.
 *
 * @param start bytes that were there before
 */
record ChildLog(Path file, long start) {
  private static final int TAIL_BYTES = 16 * 1024;
  private static final int TAIL_LINES = 20;

  static ChildLog appendTo(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new ChildLog(file, Files.exists(file) ? Files.size(file) : 0);
    } catch (IOException e) {
      throw new SandboxException("no log can be written to " + file + ": " + e.getMessage(), e);
    }
  }

  boolean contains(String text) {
    return read(start).contains(text);
  }

  /** The last lines it wrote. */
  String tail() {
    List<String> lines = read(Math.max(start, size() - TAIL_BYTES)).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (NoSuchFileException nothingWritten) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read(long from) {
    try (var channel = Files.newByteChannel(file)) {
      channel.position(from);
      var bytes = ByteBuffer.allocate((int) Math.min(Integer.MAX_VALUE / 2, channel.size() - from));
      int count;
      do {
        count = channel.read(bytes);
      } while (count >= 0 && bytes.hasRemaining());
      return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    } catch (NoSuchFileException nothingWritten) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
