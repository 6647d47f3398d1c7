package dev.parallax.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.security.oauthbearer.internals.unsecured.OAuthBearerUnsecuredLoginCallbackHandler;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsPropertiesTest {

  private static final Instance INSTANCE =
      new Instance("parallax-router", "router-1", Path.of("state", "router-1"));

  @Test
  void identifiesTheInstanceToTheGroup() {
    assertThat(of(Map.of(), Map.of()))
        .containsEntry("application.id", "parallax-router")
        .containsEntry("group.instance.id", "router-1")
        .containsEntry("state.dir", Path.of("state", "router-1").toString())
        .containsEntry("bootstrap.servers", "kafka:9092")
        .containsEntry("processing.guarantee", StreamsConfig.EXACTLY_ONCE_V2);
  }

  @Test
  void letsTheAppReplaceADefaultAndTheOperatorReplaceTheApp() {
    assertThat(of(Map.of("commit.interval.ms", 50), Map.of()))
        .containsEntry("commit.interval.ms", 50);
    assertThat(of(Map.of("commit.interval.ms", 50), Map.of("commit.interval.ms", "70")))
        .containsEntry("commit.interval.ms", "70");
  }

  @Test
  void followsTheOperatorWhereAPlainKeyMeetsOurPrefixedOne() {
    assertThat(of(Map.of(), Map.of("linger.ms", "20", "session.timeout.ms", "9000")))
        .containsEntry("linger.ms", "20")
        .doesNotContainKey("producer.linger.ms")
        .containsEntry("session.timeout.ms", "9000")
        .doesNotContainKey("main.consumer.session.timeout.ms");
    assertThat(of(Map.of(), Map.of("consumer.session.timeout.ms", "9000")))
        .containsEntry("consumer.session.timeout.ms", "9000")
        .doesNotContainKey("main.consumer.session.timeout.ms");
  }

  @Test
  void sendsWithTheCommitWhatNobodyCouldReadBefore() {
    var config = of(Map.of(), Map.of());
    assertThat(config.get("producer.linger.ms")).isEqualTo(config.get("commit.interval.ms"));
  }

  @Test
  void keepsADefaultThatTheOperatorSetForAnotherClient() {
    assertThat(of(Map.of(), Map.of("producer.session.timeout.ms", "9000")))
        .containsEntry("main.consumer.session.timeout.ms", 6_000);
  }

  /** Kafka's default of 500 ms is waited for each partition of each global topic at a start. */
  @Test
  void readsGlobalTopicsWithoutWaitingForEachPartitionUnlessTheOperatorWantsTo() {
    assertThat(of(Map.of(), Map.of()))
        .containsEntry("global.consumer.fetch.max.wait.ms", 20)
        .doesNotContainKey("main.consumer.fetch.max.wait.ms");
    assertThat(of(Map.of(), Map.of("consumer.fetch.max.wait.ms", "300")))
        .containsEntry("consumer.fetch.max.wait.ms", "300")
        .doesNotContainKey("global.consumer.fetch.max.wait.ms");
  }

  @Test
  void knowsWhetherThereAreStandbys() {
    assertThat(StreamsProperties.hasStandbys(Map.of())).isFalse();
    assertThat(StreamsProperties.hasStandbys(Map.of("num.standby.replicas", "0"))).isFalse();
    assertThat(StreamsProperties.hasStandbys(Map.of("num.standby.replicas", "1"))).isTrue();
  }

  @Test
  void yieldsNoGuaranteeInWhateverSpelling() {
    var configured =
        Map.of(
            "processing.guarantee", "at_least_once",
            "main.consumer.group.instance.id", "other",
            "consumer.auto.offset.reset", "latest",
            "producer.bootstrap.servers", "elsewhere:9092");

    assertThat(of(Map.of(), configured))
        .containsEntry("processing.guarantee", StreamsConfig.EXACTLY_ONCE_V2)
        .containsEntry("consumer.auto.offset.reset", "earliest")
        .doesNotContainKeys("main.consumer.group.instance.id", "producer.bootstrap.servers");
    assertThat(StreamsProperties.overruled(INSTANCE, configured))
        .containsExactly(
            "consumer.auto.offset.reset",
            "main.consumer.group.instance.id",
            "processing.guarantee",
            "producer.bootstrap.servers");
  }

  @Test
  void doesNotCallEqualWhatWasOverruled() {
    assertThat(
            StreamsProperties.overruled(
                INSTANCE, Map.of("processing.guarantee", "exactly_once_v2")))
        .isEqualTo(List.of());
  }

  @Test
  void isWhatKafkaStreamsAccepts() {
    var config = new StreamsConfig(of(Map.of(), Map.of("security.protocol", "SSL")));

    assertThat(config.getMainConsumerConfigs("group", "client", 1))
        .containsEntry("group.instance.id", "router-1-1")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("security.protocol", "SSL");
    assertThat(config.getProducerConfigs("client")).containsEntry("max.block.ms", 5_000);
  }

  @Test
  void givesAnAdminClientItsShareWithSecretsFromProviders() {
    var configured =
        Map.of(
            "security.protocol", "SASL_SSL",
            "linger.ms", "20",
            "request.timeout.ms", "1",
            "admin.request.timeout.ms", "7000",
            "config.providers", "env",
            "config.providers.env.class", "org.example.Provider");
    var expected = new Properties();
    expected.putAll(
        Map.of(
            "bootstrap.servers", "kafka:9092",
            "security.protocol", "SASL_SSL",
            "request.timeout.ms", "7000",
            "config.providers", "env",
            "config.providers.env.class", "org.example.Provider"));

    assertThat(StreamsProperties.admin("kafka:9092", configured)).isEqualTo(expected);
  }

  /** Kafka's own login without a server, with its tokens named by a provider. */
  @Test
  void bringsALoginByTokenToEveryClientWithWhatItRefersTo(@TempDir Path directory)
      throws IOException {
    Files.writeString(
        directory.resolve("login"),
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
            + " unsecuredLoginStringClaim_sub=\"ops\";");
    var configured =
        Map.of(
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            "OAUTHBEARER",
            "sasl.jaas.config",
            "${credentials:" + directory + ":login}",
            "sasl.login.callback.handler.class",
            OAuthBearerUnsecuredLoginCallbackHandler.class.getName(),
            "config.providers",
            "credentials",
            "config.providers.credentials.class",
            DirectoryConfigProvider.class.getName(),
            "config.providers.credentials.param.allowed.paths",
            directory.toString());
    var streams = new StreamsConfig(of(Map.of(), configured));
    var clients =
        Map.<String, AbstractConfig>of(
            "main consumer", new ConsumerConfig(read(streams.getMainConsumerConfigs("g", "c", 1))),
            "restore consumer", new ConsumerConfig(read(streams.getRestoreConsumerConfigs("c"))),
            "global consumer", new ConsumerConfig(read(streams.getGlobalConsumerConfigs("c"))),
            "producer", new ProducerConfig(written(streams.getProducerConfigs("c"))),
            "admin", new AdminClientConfig(streams.getAdminConfigs("c")),
            "admin beside",
                new AdminClientConfig(StreamsProperties.admin("kafka:9092", configured)),
            "consumer beside",
                new ConsumerConfig(read(StreamsProperties.consumer("kafka:9092", configured))),
            "producer beside",
                new ProducerConfig(written(StreamsProperties.producer("kafka:9092", configured))));

    assertThat(clients)
        .allSatisfy(
            (name, client) -> {
              assertThat(client.getString("security.protocol")).isEqualTo("SASL_SSL");
              assertThat(client.getString("sasl.mechanism")).isEqualTo("OAUTHBEARER");
              assertThat(client.getClass("sasl.login.callback.handler.class"))
                  .isEqualTo(OAuthBearerUnsecuredLoginCallbackHandler.class);
              assertThat(client.getPassword("sasl.jaas.config").value())
                  .contains("unsecuredLoginStringClaim_sub=\"ops\"");
              assertThat(client.values().toString()).doesNotContain("unsecuredLoginStringClaim");
            });
  }

  private static Map<String, Object> read(Map<?, ?> properties) {
    return with(properties, "deserializer", ByteArrayDeserializer.class);
  }

  private static Map<String, Object> written(Map<?, ?> properties) {
    return with(properties, "serializer", ByteArraySerializer.class);
  }

  private static Map<String, Object> with(Map<?, ?> properties, String what, Class<?> type) {
    var all = new HashMap<String, Object>();
    properties.forEach((key, value) -> all.put(String.valueOf(key), value));
    all.put("key." + what, type);
    all.put("value." + what, type);
    return all;
  }

  private static Properties of(Map<String, Object> app, Map<String, String> configured) {
    return StreamsProperties.of(INSTANCE, "kafka:9092", app, configured);
  }
}
