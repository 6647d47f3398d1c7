package dev.parallax.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Commands over configurations that have secrets in them: nothing that they say or log has one. */
class PlantedSecretsTest {
  private static final String SECRET = "planted-secret";

  /** What can be used, but for a broker that is there. */
  private static final String GOOD =
      """
      regions: [{id: us-east-1, primary: true}]
      kafka:
        bootstrapServers: "127.0.0.1:1"
        properties:
          security.protocol: SASL_SSL
          sasl.mechanism: PLAIN
          ssl.keystore.password: planted-secret
          ssl.truststore.password: planted-secret
          sasl.jaas.config: |-
            org.apache.kafka.common.security.plain.PlainLoginModule required
            username="ops" password="planted-secret";
          sasl.oauthbearer.client.credentials.client.secret: planted-secret
          some.tool.apikey: "key=planted-secret"
      schemaRegistry: {username: ops, passwordEnv: REGISTRY_PASSWORD}
      """;

  /** Each fault in it stands beside a secret. */
  private static final String FAULTY =
      """
      regions: [{id: us-east-1, primary: true}]
      kafka:
        bootstrapServers: "ops:planted-secret@broker:9092"
        properties:
          ssl.keystore.password: [planted-secret]
          bootstrap.servers: "ops:planted-secret@broker:9092"
          sasl: {jaas.config: planted-secret}
      schemaRegistry:
        urls: ["https://ops:planted-secret@registry"]
        username: ops
        password: planted-secret
        passwordEnv: "planted-secret !"
      """;

  /** Of which no client can be made. */
  private static final String UNUSABLE =
      """
      regions: [{id: us-east-1, primary: true}]
      kafka:
        bootstrapServers: "127.0.0.1:1"
        properties:
          security.protocol: SASL_SSL
          ssl.truststore.location: no-such-store.jks
          ssl.truststore.password: planted-secret
          sasl.mechanism: PLAIN
          sasl.jaas.config: org.example.NoSuchModule required password="planted-secret";
      """;

  private static final String FEDERATED =
      """
      regions:
        - {id: us-east-1, primary: true, kafka: {bootstrapServers: "us:1", properties: &p {ssl.key.password: planted-secret}}}
        - {id: eu-west-1, kafka: {bootstrapServers: "eu:1", properties: *p}}
      controlPlane: {mode: federated}
      """;

  @TempDir private Path directory;
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();

  @BeforeEach
  void listen() {
    CommandRun.write(directory, "good.yaml", GOOD);
    CommandRun.write(directory, "faulty.yaml", FAULTY);
    CommandRun.write(directory, "unusable.yaml", UNUSABLE);
    CommandRun.write(directory, "federated.yaml", FEDERATED);
    root.setLevel(Level.DEBUG);
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void stop() {
    root.detachAppender(logged);
    root.setLevel(level);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config show good.yaml",
        "config show good.yaml --output json",
        "config show good.yaml --effective",
        "config show good.yaml --effective --output json",
        "config show faulty.yaml",
        "config validate faulty.yaml --debug",
        "config validate faulty.yaml --output json",
        "config show federated.yaml",
        "config show federated.yaml --effective",
        "replication render us-east-1>eu-west-1 --config federated.yaml",
        "acl print --config good.yaml",
        "topics list --config good.yaml",
        "topics list --check --config unusable.yaml --debug",
        "region drain us-east-1 --config unusable.yaml --debug",
        "execute x --config unusable.yaml --debug",
        "acl apply --config unusable.yaml --debug",
      })
  void saysAndLogsNoSecret(String words) {
    var run = CommandRun.of(directory, words.split(" ", -1));

    assertThat(run.out() + run.err()).as(words).isNotEmpty().doesNotContain(SECRET);
    assertThat(logs()).as("log of " + words).doesNotContain(SECRET);
    if (!words.contains("faulty") && !words.contains("unusable")) {
      assertThat(run.code()).as(run.toString()).isEqualTo(ExitCode.OK);
    }
  }

  private String logs() {
    return List.copyOf(logged.list).stream()
        .map(
            event ->
                event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(event.getThrowableProxy())))
        .collect(Collectors.joining("\n"));
  }
}
