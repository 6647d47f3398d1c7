package dev.parallax.core.config;

import java.util.Optional;

/**
 * How the schema registry is reached over https. Files are PEM, and named as they are found where a
 * process runs.
 *
 * @param caFile of the authorities that are trusted; absent: those of the JVM
 * @param certificateFile of the certificate that is shown to the registry; absent: none is
 * @param keyFile of its private key; present with {@code certificateFile} only
 */
public record RegistryTls(
    Optional<String> caFile, Optional<String> certificateFile, Optional<String> keyFile) {
  /** The JVM's authorities, and no certificate of one's own. */
  public static final RegistryTls DEFAULT =
      new RegistryTls(Optional.empty(), Optional.empty(), Optional.empty());
}
