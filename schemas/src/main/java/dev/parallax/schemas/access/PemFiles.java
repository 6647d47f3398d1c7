package dev.parallax.schemas.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates and keys in PEM files, as certificate authorities and Kubernetes hand them out. */
public final class PemFiles {
  private static final char[] NO_PASSWORD = new char[0];

  private PemFiles() {}

  /**
   * TLS that trusts these authorities, and no others.
   *
   * @param authorities file with one or more certificates
   * @throws AccessException if it has none, or cannot be read
   */
  public static SSLContext trusting(Path authorities) {
    return context(Optional.of(authorities), Optional.empty());
  }

  /**
   * TLS of a client.
   *
   * @param authorities file with the certificates that are trusted; absent: those of the JVM
   * @param identity from {@link #identity}, shown to servers that ask for it; absent: none is
   * @throws AccessException if a file cannot be used
   */
  public static SSLContext context(Optional<Path> authorities, Optional<KeyStore> identity) {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authorities.isEmpty() ? null : store(certificates(authorities.get())));
      var context = SSLContext.getInstance("TLS");
      context.init(
          identity.isEmpty() ? null : keys(identity.get()).getKeyManagers(),
          trust.getTrustManagers(),
          null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AccessException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static KeyManagerFactory keys(KeyStore identity) throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(identity, NO_PASSWORD);
    return keys;
  }

  private static KeyStore store(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    var store = empty();
    int number = 0;
    for (var certificate : certificates) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    return store;
  }

  /**
   * Who a server or a client is, under the empty password.
   *
   * @param chain file with its certificate, and those between it and the authority after it
   * @param key file with its private key, not encrypted: PKCS#8, or PKCS#1 of RSA
   * @throws AccessException if one cannot be read, or they do not belong together
   */
  public static KeyStore identity(Path chain, Path key) {
    var certificates = certificates(chain).toArray(Certificate[]::new);
    var privateKey = PrivateKeys.read(key);
    requirePair(certificates[0], privateKey, chain, key);
    try {
      var store = empty();
      store.setKeyEntry("identity", privateKey, NO_PASSWORD, certificates);
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new AccessException(chain + " and " + key + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static void requirePair(Certificate certificate, PrivateKey key, Path chain, Path file) {
    if (!PrivateKeys.belongs(key, certificate)) {
      throw new AccessException(
          file + " is not the key of the first certificate in " + chain + ": name a pair");
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file) {
    try {
      var text = read(file).getBytes(StandardCharsets.US_ASCII);
      var certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(text));
      if (certificates.isEmpty()) {
        throw new AccessException(file + " has no certificate in PEM: name another file");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new AccessException(file + " has no certificates in PEM: " + e.getMessage(), e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AccessException(file + " cannot be read: create it, readable for this user", e);
    }
  }
}
