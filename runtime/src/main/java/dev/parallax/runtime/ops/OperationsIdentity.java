package dev.parallax.runtime.ops;

import dev.parallax.schemas.access.AccessException;
import dev.parallax.schemas.access.PemFiles;
import java.nio.file.Path;
import java.security.KeyStore;

/**
 * The PEM files by which an operations server shows who it is.
 *
 * @param certificate its own, and those between it and its authority after it
 * @param key of the first certificate, not encrypted
 */
public record OperationsIdentity(Path certificate, Path key) {

  /**
   * What is in them now, under the empty password.
   *
   * @throws AccessException if one cannot be read, or they do not belong together
   */
  KeyStore read() {
    return PemFiles.identity(certificate, key);
  }
}
