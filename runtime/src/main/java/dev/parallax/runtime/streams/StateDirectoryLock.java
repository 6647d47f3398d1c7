package dev.parallax.runtime.streams;

import dev.parallax.runtime.fault.KnownFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A state directory held by this process alone. Kafka Streams would notice a second one too, but
 * only with persistent stores, and says so in other words. The system lets go of the lock when the
 * process ends, however it ends, and wakes one that waits for it.
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
    return locked(
        instance,
        channel -> {
          if (!isLocked(channel)) {
            throw inUse(instance);
          }
        });
  }

  /**
   * The same, but if another process has it, waits until that ends.
   *
   * @param meanwhile runs before the waiting, and only then
   * @throws KnownFault if it cannot be written
   * @throws InterruptException if this thread was interrupted while it waited
   */
  public static StateDirectoryLock await(Instance instance, Runnable meanwhile) {
    return locked(
        instance,
        channel -> {
          if (!isLocked(channel)) {
            meanwhile.run();
            channel.lock();
          }
        });
  }

  /** How the lock of an open file is got. */
  private interface Locking {
    void lock(FileChannel channel) throws IOException;
  }

  private static StateDirectoryLock locked(Instance instance, Locking locking) {
    var directory = directory(instance);
    try {
      Files.createDirectories(directory);
      var held =
          new StateDirectoryLock(
              FileChannel.open(
                  directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
      try {
        locking.lock(held.channel);
        return held;
      } catch (IOException | RuntimeException e) {
        held.close();
        throw e;
      }
    } catch (FileLockInterruptionException e) {
      throw new InterruptException(
          "told to end while waiting for " + directory, new InterruptedException());
    } catch (IOException e) {
      throw new KnownFault(
          "cannot write the state directory %s: %s; make it writable or choose another by --state-dir"
              .formatted(directory, e),
          e);
    }
  }

  private static Path directory(Instance instance) {
    return instance.stateDir().toAbsolutePath();
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ownedByThisProcess) {
      return false;
    }
  }

  private static KnownFault inUse(Instance instance) {
    return new KnownFault(
        "the state directory %s is in use by another process: stop it, or give this one an --instance-id other than %s (or a --state-dir of its own), or start it with --spare to run when that ends"
            .formatted(directory(instance), instance.instanceId()));
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
