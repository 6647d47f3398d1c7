package dev.parallax.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for this machine that signs itself, with its key, for 30 days: made by the JDK's
 * {@code keytool}, for servers and clients of tests.
 *
 * @param store PKCS#12 with both, under {@link #PASSWORD}
 * @param certificate PEM of the certificate, which is its own authority
 * @param key PEM of the private key, PKCS#8
 */
public record SandboxIdentity(Path store, Path certificate, Path key) {
  /** Of the store and the key in it. */
  public static final String PASSWORD = "of-sandbox-stores";

  private static final long PATIENCE_S = 60;

  /**
   * Makes one.
   *
   * @param directory gets the files
   * @param name of whom it is, letters and digits: its common name and the files' names
   * @param algorithm of its key: {@code RSA} or {@code EC}
   * @throws SandboxException if it cannot be made
   */
  public static SandboxIdentity make(Path directory, String name, String algorithm) {
    var store = directory.resolve(name + ".p12");
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        algorithm,
        "-dname",
        "CN=" + name,
        "-ext",
        "SAN=dns:localhost,ip:127.0.0.1",
        "-validity",
        "30",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        store.toString());
    try {
      return written(directory, name, store);
    } catch (IOException | GeneralSecurityException e) {
      throw new SandboxException("what keytool made of " + name + " cannot be read", e);
    }
  }

  private static SandboxIdentity written(Path directory, String name, Path store)
      throws IOException, GeneralSecurityException {
    var password = PASSWORD.toCharArray();
    var entries = KeyStore.getInstance(store.toFile(), password);
    return new SandboxIdentity(
        store,
        pem(
            directory.resolve(name + ".crt"),
            "CERTIFICATE",
            entries.getCertificate(name).getEncoded()),
        pem(
            directory.resolve(name + ".key"),
            "PRIVATE KEY",
            entries.getKey(name, password).getEncoded()));
  }

  private static Path pem(Path file, String what, byte[] content) throws IOException {
    var lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, lines));
  }

  private static void run(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), US_ASCII);
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new SandboxException("keytool failed: " + said);
      }
    } catch (IOException e) {
      throw new SandboxException("keytool cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while keytool ran", e);
    }
  }
}
