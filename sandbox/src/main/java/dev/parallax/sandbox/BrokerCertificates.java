package dev.parallax.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a broker and its clients speak TLS.
 *
 * @param broker who the broker is
 * @param users who logs in by a certificate, by name; empty: everybody logs in otherwise, within
 *     TLS
 * @param trusted PEM of all these certificates
 */
public record BrokerCertificates(
    SandboxIdentity broker, Map<String, SandboxIdentity> users, Path trusted) {
  /** The common name of the broker. */
  static final String BROKER = "broker";

  /** Copies the map. */
  public BrokerCertificates {
    users = Map.copyOf(users);
  }

  /**
   * Makes them, which takes a second each.
   *
   * @param directory gets the files
   * @param users that log in by a certificate
   */
  public static BrokerCertificates make(Path directory, Collection<String> users) {
    var broker = SandboxIdentity.make(directory, BROKER, "EC");
    var made = new LinkedHashMap<String, SandboxIdentity>();
    users.forEach(user -> made.put(user, SandboxIdentity.make(directory, user, "EC")));
    try {
      var trusted = new StringBuilder(Files.readString(broker.certificate()));
      for (var user : made.values()) {
        trusted.append(Files.readString(user.certificate()));
      }
      return new BrokerCertificates(
          broker, made, Files.writeString(directory.resolve("trusted.pem"), trusted));
    } catch (IOException e) {
      throw new SandboxException("certificates cannot be written to " + directory, e);
    }
  }

  boolean areLogins() {
    return !users.isEmpty();
  }

  /** Properties of a client that trusts the broker. */
  Map<String, String> trust() {
    return Map.of(
        "ssl.truststore.type", "PEM", "ssl.truststore.location", broker.certificate().toString());
  }

  /** Properties of a client that shows its certificate. */
  Map<String, String> login(String user) {
    return store(users.get(user));
  }

  private static Map<String, String> store(SandboxIdentity identity) {
    return Map.of(
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.location",
        identity.store().toString(),
        "ssl.keystore.password",
        SandboxIdentity.PASSWORD);
  }

  /** Properties of the broker. */
  Map<String, String> ofBroker() {
    var p = new LinkedHashMap<>(store(broker));
    p.put("ssl.truststore.type", "PEM");
    p.put("ssl.truststore.location", trusted.toString());
    if (areLogins()) {
      p.put("ssl.client.auth", "required");
      p.put("ssl.principal.mapping.rules", "RULE:^CN=([\\w-]+)$/$1/");
    }
    return p;
  }

  /** Users that the broker lets do everything, besides the administrator. */
  List<String> superUsers() {
    return areLogins() ? List.of(BROKER) : List.of();
  }
}
