package dev.parallax.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.access.AccessRules;
import dev.parallax.runtime.access.Holder;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.sandbox.BrokerCertificates;
import dev.parallax.sandbox.BrokerLogins;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SandboxIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A broker that lets nobody in without a login, and denies what was not granted; with the topics of
 * an installation of two regions, and the user of every role.
 */
final class GuardedCluster implements AutoCloseable {
  static final List<String> REGIONS = List.of("us-east-1", "eu-west-1");

  /** So short that every process needs a second one. */
  private static final Duration TOKEN_LIFE = Duration.ofSeconds(12);

  private final Path directory;
  private final SandboxBroker broker;
  private final BrokerLogins logins;
  private final String settings;
  private final Way way;
  private final Optional<TokenServer> tokens;

  /** How everybody but the administrator logs in, within TLS. */
  enum Way {
    PASSWORD,
    CERTIFICATE,
    TOKEN
  }

  /**
   * @param settings added to the configuration
   */
  GuardedCluster(Path directory, Way way, String settings) {
    this.directory = directory;
    this.way = way;
    this.settings = settings;
    this.logins = logins();
    this.tokens =
        way == Way.TOKEN
            ? Optional.of(new TokenServer(logins.passwords(), TOKEN_LIFE))
            : Optional.empty();
    this.broker = SandboxBroker.start(options());
    CommandRun.write(directory, "parallax.config.yaml", config(Map.of()));
    CommandRun.write(directory, "admin.properties", file(BrokerLogins.ADMINISTRATOR));
    broker.createTopics(SystemTopics.of(configuration()));
  }

  /** Who the command takes for each role by itself, with a password each. */
  private BrokerLogins logins() {
    var users = new ArrayList<>(List.of(BrokerLogins.ADMINISTRATOR));
    REGIONS.forEach(region -> users.add("agents-" + region));
    for (var role : List.of("producer", "router", "health", "observer", "analyst", "operator")) {
      users.add("parallax-" + role);
    }
    return new BrokerLogins(
        users.stream().collect(Collectors.toMap(Function.identity(), user -> "of-" + user)),
        Optional.of(
            BrokerCertificates.make(directory, way == Way.CERTIFICATE ? users : List.of())));
  }

  private SandboxBroker.Options options() {
    var options = SandboxBroker.Options.defaults().logins(logins);
    var more = tokens.map(server -> server.broker(BrokerLogins.MECHANISM)).orElse(Map.of());
    for (var property : more.entrySet()) {
      options = options.override(property.getKey(), property.getValue());
    }
    return options;
  }

  /** Its configuration with these properties of every client. */
  private String config(Map<String, String> kafka) {
    var properties =
        new TreeMap<>(kafka)
            .entrySet().stream()
                .map(entry -> "    %s: '%s'%n".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    return """
        regions:
          - {id: us-east-1, primary: true}
          - {id: eu-west-1}
        %skafka:
          bootstrapServers: "%s"
        """
            .formatted(settings, broker.bootstrapServers())
        + (kafka.isEmpty() ? "" : "  properties:\n" + properties);
  }

  /** Properties of a client that logs in as somebody. */
  Map<String, String> properties(String user) {
    var properties = new HashMap<>(logins.client(user));
    if (!user.equals(BrokerLogins.ADMINISTRATOR)) {
      tokens.ifPresent(server -> properties.putAll(server.client(user, directory)));
    }
    return properties;
  }

  private String file(String user) {
    return properties(user).entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * A configuration whose login is in the environment: KAFKA_USER and KAFKA_PASSWORD, or the store
   * KAFKA_STORE, which KAFKA_PASSWORD opens.
   */
  Path configFromEnvironment() {
    var kafka = new HashMap<>(logins.client(BrokerLogins.ADMINISTRATOR));
    kafka.put("config.providers", "env");
    kafka.put(
        "config.providers.env.class",
        "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
    if (way == Way.CERTIFICATE) {
      kafka.put("ssl.keystore.location", "${env:KAFKA_STORE}");
      kafka.put("ssl.keystore.password", "${env:KAFKA_PASSWORD}");
    } else if (way == Way.TOKEN) {
      kafka.putAll(tokens().client("${env:KAFKA_USER}", "${env:KAFKA_PASSWORD}"));
    } else {
      kafka.put(
          "sasl.jaas.config",
          "org.apache.kafka.common.security.scram.ScramLoginModule required"
              + " username=\"${env:KAFKA_USER}\" password=\"${env:KAFKA_PASSWORD}\";");
    }
    return CommandRun.write(directory, "from-environment.yaml", config(kafka));
  }

  /** What the environment says to {@link #configFromEnvironment} of somebody. */
  Map<String, String> environment(String user) {
    return switch (way) {
      case PASSWORD -> byName(user);
      case CERTIFICATE ->
          Map.of(
              "KAFKA_STORE",
              directory.resolve(user + ".p12").toString(),
              "KAFKA_PASSWORD",
              SandboxIdentity.PASSWORD);
      case TOKEN -> {
        var environment = new HashMap<>(byName(user));
        environment.put("JDK_JAVA_OPTIONS", tokens().option());
        yield environment;
      }
    };
  }

  private Map<String, String> byName(String user) {
    return Map.of("KAFKA_USER", user, "KAFKA_PASSWORD", logins.passwords().get(user));
  }

  /** Who gives tokens, where those are what everybody logs in by. */
  TokenServer tokens() {
    return tokens.orElseThrow();
  }

  /** What must be seen nowhere. */
  List<String> secrets() {
    var secrets = new ArrayList<>(logins.passwords().values());
    secrets.add(SandboxIdentity.PASSWORD);
    return secrets;
  }

  /** Runs a command by somebody's login, which stands in a configuration of its own. */
  CommandRun as(String user, String... words) {
    var name = config(user + ".yaml", properties(user));
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", name));
    return CommandRun.of(directory, all.toArray(String[]::new));
  }

  /** Writes a configuration with these properties of every client; returns its name. */
  String config(String name, Map<String, String> kafka) {
    CommandRun.write(directory, name, config(kafka));
    return name;
  }

  ParallaxConfig configuration() {
    return ConfigFiles.load(directory.resolve("parallax.config.yaml"));
  }

  AccessRules rules() {
    return AccessRules.of(configuration());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** The same with the address of the broker. */
  Map<String, Object> login(String user) {
    var properties = new HashMap<String, Object>(properties(user));
    properties.put("bootstrap.servers", broker.bootstrapServers());
    return properties;
  }

  /** Those that everybody of a role logs in by. */
  Map<String, Object> login(Holder holder) {
    return login(user(holder));
  }

  static String user(Holder holder) {
    return holder
        .region()
        .map(region -> "agents-" + region)
        .orElseGet(() -> "parallax-" + holder.text());
  }

  Map<String, Object> administrator() {
    return login(BrokerLogins.ADMINISTRATOR);
  }

  /** Runs {@code acl apply} as the administrator, with further words. */
  CommandRun apply(String... further) {
    var words = new ArrayList<>(List.of("acl", "apply", "--command-config", "admin.properties"));
    words.addAll(List.of(further));
    return CommandRun.of(directory, words.toArray(String[]::new));
  }

  /** Grants the rights of all roles; a broker hears of them a moment after they were stored. */
  void grantAll() {
    var applied = apply();
    assertThat(applied.code()).as(applied.toString()).isEqualTo(ExitCode.OK);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> apply("--dry-run").out().equals("all rights are granted\n"));
  }

  /** Writes the login of somebody for commands; returns the name of the file. */
  String commandConfig(String user) {
    var name = user + ".properties";
    CommandRun.write(directory, name, file(user));
    return name;
  }

  CommandRun run(String... words) {
    return CommandRun.of(directory, words);
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    broker.close();
    tokens.ifPresent(TokenServer::close);
  }
}
