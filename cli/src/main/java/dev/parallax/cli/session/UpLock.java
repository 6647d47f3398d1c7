package dev.parallax.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Lets one {@code up} at a time use a state directory. The operating system releases the lock when
 * the process ends, however it ends; the file holds the owner's process id for people.
 */
public final class UpLock implements AutoCloseable {
  /** Locked past the end, so that others can read the process id where locks are mandatory. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final FileChannel channel;

  private UpLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock; absent if another process, or this one, has it. */
  public static Optional<UpLock> acquire(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        channel.close();
        return Optional.empty();
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      channel.close();
      return Optional.empty();
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)), 0);
    channel.force(false);
    return Optional.of(new UpLock(channel));
  }

  /** Process id of the owner as its file says; absent if it says none yet. */
  public static Optional<Long> owner(Path file) throws IOException {
    var text = Files.readString(file, UTF_8).strip();
    return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /** Releases the lock. The file stays: deleting it would let two processes lock two files. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
