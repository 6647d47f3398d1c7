package dev.parallax.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may log in at a broker: by SASL/SCRAM, within TLS where there are certificates, or by a
 * certificate. With it comes Kafka's authorizer, which denies what was not granted to everybody but
 * the administrator.
 *
 * @param passwords by user, the administrator's among them; made of letters, digits and hyphens
 * @param certificates absent: nothing is encrypted, as it is on loopback only
 */
public record BrokerLogins(
    Map<String, String> passwords, Optional<BrokerCertificates> certificates) {
  /** The user that may do everything; the broker itself logs in by it. */
  public static final String ADMINISTRATOR = "admin";

  /** The mechanism of SASL. */
  public static final String MECHANISM = "SCRAM-SHA-256";

  /**
   * Copies the passwords.
   *
   * @throws IllegalArgumentException if the administrator is not among them, or one is written with
   *     other characters
   */
  public BrokerLogins {
    passwords = Map.copyOf(passwords);
    if (!passwords.containsKey(ADMINISTRATOR)) {
      throw new IllegalArgumentException("no password of " + ADMINISTRATOR);
    }
    if (!Stream.concat(passwords.keySet().stream(), passwords.values().stream())
        .allMatch(text -> text.matches("[\\w-]+"))) {
      throw new IllegalArgumentException("users and passwords are letters, digits and hyphens");
    }
  }

  /**
   * Properties of a Kafka client that logs in.
   *
   * @throws IllegalArgumentException if there is no such user
   */
  public Map<String, String> client(String user) {
    if (!passwords.containsKey(user)) {
      throw new IllegalArgumentException("there is no user " + user);
    }
    var p = new HashMap<String, String>();
    p.put("security.protocol", protocol());
    certificates.ifPresent(tls -> p.putAll(tls.trust()));
    if (areCertificates()) {
      p.putAll(certificates.orElseThrow().login(user));
    } else {
      p.put("sasl.mechanism", MECHANISM);
      p.put("sasl.jaas.config", jaas(user));
    }
    return Map.copyOf(p);
  }

  private String protocol() {
    if (areCertificates()) {
      return "SSL";
    }
    return certificates.isPresent() ? "SASL_SSL" : "SASL_PLAINTEXT";
  }

  private boolean areCertificates() {
    return certificates.filter(BrokerCertificates::areLogins).isPresent();
  }

  Map<String, String> administrator() {
    return client(ADMINISTRATOR);
  }

  private String jaas(String user) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, passwords.get(user));
  }

  /**
   * Properties of the broker.
   *
   * @param listeners names of those of clients
   */
  Map<String, String> broker(Collection<String> listeners) {
    var p = new HashMap<String, String>();
    p.put(
        "listener.security.protocol.map",
        BrokerProperties.CONTROLLER
            + ":PLAINTEXT,"
            + listeners.stream()
                .sorted()
                .map(name -> name + ":" + protocol())
                .collect(Collectors.joining(",")));
    certificates.ifPresent(tls -> p.putAll(tls.ofBroker()));
    if (!areCertificates()) {
      p.put("sasl.enabled.mechanisms", MECHANISM);
      p.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
      listeners.forEach(
          name ->
              p.put(
                  "listener.name.%s.%s.sasl.jaas.config".formatted(lower(name), lower(MECHANISM)),
                  jaas(ADMINISTRATOR)));
    }
    p.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    p.put("allow.everyone.if.no.acl.found", "false");
    // To the controller's listener, which no client is told of, the broker comes without a login.
    p.put("super.users", superUsers());
    return p;
  }

  private String superUsers() {
    return Stream.concat(
            Stream.of(ADMINISTRATOR, "ANONYMOUS"),
            certificates.map(BrokerCertificates::superUsers).orElse(List.of()).stream())
        .map(user -> "User:" + user)
        .collect(Collectors.joining(";"));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Arguments of the tool that formats the directory: it stores the users. */
  List<String> stored() {
    var arguments = new ArrayList<String>();
    new TreeMap<>(passwords)
        .forEach(
            (user, password) -> {
              arguments.add("--add-scram");
              arguments.add(
                  MECHANISM + "=[name=" + user + ",password=" + password + ",iterations=4096]");
            });
    return arguments;
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return "logins of " + passwords.keySet();
  }
}
