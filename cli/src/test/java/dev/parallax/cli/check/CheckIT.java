package dev.parallax.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.TestCluster;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.executions.ExecutionRecords;
import dev.parallax.events.Health;
import dev.parallax.events.RegionState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on the topics of a real broker. */
class CheckIT {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final String AGENT = "eu-1";

  @TempDir private Path directory;
  private TestCluster cluster;

  @BeforeEach
  void startCluster() {
    cluster =
        new TestCluster(directory, US, EU)
            .withSettings(
                "routing: {residency: {rules: [{match: {input.where: eu}, regions: [eu-west-1]}]}}\n")
            .withTopics();
    List.of(US, EU).forEach(this::told);
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  @Test
  void findsNothingButTheOutcomeThatWasPlanted() {
    executed("a");

    var clean = check();
    assertThat(clean.code()).as(clean.toString()).isEqualTo(ExitCode.OK);
    assertThat(clean.out()).containsPattern("executions requested +1\n").contains("violations");

    completed("a");

    assertThat(check().code()).isEqualTo(ExitCode.FAILED);
    var json = check("--output", "json").json();
    assertThat(json.get("clean").asBoolean()).isFalse();
    assertThat(json.get("bound").asLong()).isEqualTo(1);
    assertThat(json.get("violations")).hasSize(1);
    var violation = json.get("violations").get(0);
    assertThat(violation.get("rule").asText()).isEqualTo("X9");
    assertThat(violation.get("subject").asText()).isEqualTo("a");
    assertThat(violation.get("topic").asText()).isEqualTo(cluster.topics().outcomes().name());
    assertThat(violation.get("offset").asLong()).isEqualTo(1);
  }

  /** Its producer's clock is an hour back, which is why it is old enough at once. */
  @Test
  void tellsATransactionThatDoesNotEnd() {
    executed("a");
    var decisions = cluster.topics().decisions().name();
    var properties =
        Map.<String, Object>of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            cluster.bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "check-it-" + UUID.randomUUID());
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(properties, bytes, bytes)) {
      producer.initTransactions();
      producer.beginTransaction();
      long anHourAgo = System.currentTimeMillis() - 3_600_000;
      var unused =
          producer.send(new ProducerRecord<>(decisions, 0, anHourAgo, new byte[1], new byte[1]));
      producer.flush();

      var found = check();
      assertThat(found.code()).isEqualTo(ExitCode.FAILED);
      assertThat(found.out())
          .contains("X9: transaction of producer ", " at " + decisions + "-0@")
          .contains(
              "kafka-transactions.sh --bootstrap-server ... abort --topic "
                  + decisions
                  + " --partition 0");

      producer.abortTransaction();
    }
    assertThat(check().code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void needsTheConfiguration(@TempDir Path elsewhere) {
    var run = CommandRun.of(elsewhere, "check", "--bootstrap-servers", cluster.bootstrapServers());

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("name it by --config FILE");
  }

  private CommandRun check(String... more) {
    var always = Stream.of("check", "--margin", "1ms");
    return cluster.run(Stream.concat(always, Stream.of(more)).toArray(String[]::new));
  }

  private void told(String region) {
    cluster.put(
        cluster.topics().regions(),
        region,
        RegionState.newBuilder()
            .setRegion(region)
            .setHealth(Health.HEALTHY)
            .setSince(0)
            .setUpdatedAt(0)
            .build());
  }

  private void executed(String id) {
    var request = "{\"executionId\":\"%s\",\"input\":{\"where\":\"eu\"}}".formatted(id);
    cluster.putBytes(cluster.topics().requests(), id, request.getBytes(UTF_8));
    cluster.put(cluster.topics().decisions(), id, ExecutionRecords.decision(id, EU, AGENT));
    cluster.put(cluster.topics().executions(EU), AGENT, ExecutionRecords.task(id, EU, AGENT, "{}"));
    cluster.put(cluster.topics().results(), id, ExecutionRecords.answer(id, EU, AGENT));
    completed(id);
  }

  private void completed(String id) {
    cluster.put(cluster.topics().outcomes(), id, ExecutionRecords.completed(id, EU, AGENT));
  }
}
