package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SandboxSecretTest {
  @TempDir private Path directory;

  @Test
  void isTheSameInEveryDirectoryAndAnotherEachTime() throws IOException {
    var one = directory.resolve("one");
    var other = directory.resolve("other");

    SandboxSecret.write(List.of(one, other));
    var first = secret(one);
    assertThat(first).hasSize(65).isEqualTo(secret(other));

    SandboxSecret.write(List.of(one, other));
    assertThat(secret(one)).hasSize(65).isEqualTo(secret(other)).isNotEqualTo(first);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isForItsOwnerOnly() throws IOException {
    SandboxSecret.write(List.of(directory));

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve(SandboxSecret.NAME))))
        .isEqualTo("rw-------");
  }

  private static String secret(Path where) throws IOException {
    return Files.readString(where.resolve(SandboxSecret.NAME));
  }
}
