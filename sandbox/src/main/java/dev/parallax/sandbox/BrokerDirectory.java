package dev.parallax.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a broker keeps its data: locked while it is in use, formatted once, deleted at the end if
 * it is temporary.
 *
 * <p>Kafka's own lock comes too late: a second controller opens the metadata log before the broker
 * beside it looks for the lock, and leaves the first one reading a damaged file for ever.
 */
record BrokerDirectory(WorkDirectory directory, FileChannel lock) {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerDirectory.class);

  static BrokerDirectory of(Optional<Path> given) {
    var directory = WorkDirectory.of("broker", given);
    try {
      return new BrokerDirectory(directory, lock(directory.root()));
    } catch (IOException e) {
      throw new SandboxException(directory.root() + " cannot be locked: " + e.getMessage(), e);
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    var channel =
        FileChannel.open(
            root.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException heldInThisProcess) {
      LOG.debug("{} is locked by this process", root, heldInThisProcess);
    }
    channel.close();
    throw new SandboxException(
        "another broker uses "
            + root
            + " (its lock file is held): stop that one or name another directory");
  }

  /** Gives the directory free for another broker, or deletes it if it is temporary. */
  void release() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("the lock of {} could not be released", directory.root(), e);
    }
    directory.deleteIfTemporary();
  }

  Path logs() {
    return directory.root().resolve("logs");
  }

  /**
   * Gives the directory a cluster id, unless it has one.
   *
   * @param more arguments of the tool that does it
   */
  void format(Properties properties, List<String> more) {
    if (Files.exists(logs().resolve("meta.properties"))) {
      return;
    }
    var arguments =
        new ArrayList<>(
            List.of(
                "format",
                "--config",
                write(properties).toString(),
                "--cluster-id",
                Uuid.randomUuid().toString()));
    arguments.addAll(more);
    var output = new ByteArrayOutputStream();
    int status;
    try (var print = new PrintStream(output, true, StandardCharsets.UTF_8)) {
      status = StorageTool.execute(arguments.toArray(String[]::new), print);
    }
    if (status != 0) {
      throw new SandboxException(
          "the broker's storage was not formatted: " + output.toString(StandardCharsets.UTF_8));
    }
  }

  /** Keeps the broker's properties in a file. */
  Path write(Properties properties) {
    var file = directory.root().resolve("server.properties");
    try (var out = Files.newOutputStream(file)) {
      properties.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
