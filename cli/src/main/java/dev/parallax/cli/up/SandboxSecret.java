package dev.parallax.cli.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** The secret by which the control planes of a sandbox know each other; another one each time. */
final class SandboxSecret {
  static final String NAME = "federation-secret";
  private static final int BYTES = 32;

  private SandboxSecret() {}

  /** Writes one into all of these directories: whoever finds it in one of them shares it. */
  static void write(List<Path> directories) {
    var secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    try {
      for (var directory : directories) {
        Files.createDirectories(directory);
        write(directory.resolve(NAME), HexFormat.of().formatHex(secret) + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the secret of the control planes cannot be written", e);
    }
  }

  /** For its owner only, where the file system knows owners. */
  private static void write(Path file, String text) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.deleteIfExists(file);
    Files.createFile(
        file,
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0]);
    Files.writeString(file, text);
  }
}
