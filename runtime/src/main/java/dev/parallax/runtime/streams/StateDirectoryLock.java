package dev.parallax.runtime.streams;

import dev.parallax.runtime.fault.KnownFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A state directory held by this process alone. Kafka Streams would notice a second one too, but
 * only with persistent stores, and says so in other words. The system lets go of the lock when the
 * process ends, however it ends.
 */
public final class StateDirectoryLock implements AutoCloseable {

  private static final String FILE = ".lock";

  private final FileChannel channel;

  private StateDirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Creates the instance's directory where it is missing, and takes it.
   *
   * @throws KnownFault if another process has it, or it cannot be written
   */
  public static StateDirectoryLock take(Instance instance) {
    Path directory = instance.stateDir().toAbsolutePath();
    try {
      Files.createDirectories(directory);
      var channel =
          FileChannel.open(
              directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw inUse(directory, instance);
      }
      return new StateDirectoryLock(channel);
    } catch (IOException e) {
      throw new KnownFault(
          "cannot write the state directory %s: %s; make it writable or choose another by --state-dir"
              .formatted(directory, e),
          e);
    }
  }

  /** The lock, or null if somebody has it. */
  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ownedByThisProcess) {
      return null;
    }
  }

  private static KnownFault inUse(Path directory, Instance instance) {
    return new KnownFault(
        "the state directory %s is in use by another process: stop it, or give this one an --instance-id other than %s (or a --state-dir of its own)"
            .formatted(directory, instance.instanceId()));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
