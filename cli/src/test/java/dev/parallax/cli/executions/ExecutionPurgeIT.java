package dev.parallax.cli.executions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.TestCluster;
import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.runtime.input.Purges;
import dev.parallax.schemas.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found and overwritten of an execution on a real broker. */
class ExecutionPurgeIT {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  @TempDir private Path directory;
  private TestCluster cluster;

  @BeforeEach
  void startCluster() {
    cluster = new TestCluster(directory, "us-east-1", "eu-west-1").withTopics();
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  @Test
  void listsEveryRecordWithItsTimeAndOverwritesNothingWhereNothingIsCompacted() {
    requested("a", "a");
    requested("b", "b");
    // By a producer that keys its records otherwise.
    requested("c", "a");
    decided("a");
    asked("a");
    asked("b");
    completed("a");
    refused("a#5f3c");

    var run = cluster.run("execution", "purge", "a", "--output", "json");

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
    var json = run.json();
    assertThat(json.get("cancelled").asBoolean()).isFalse();
    assertThat(json.get("overwrittenTopics")).isEmpty();
    assertThat(json.get("records").findValuesAsText("what"))
        .containsExactlyInAnyOrder(
            "request: the input",
            "request: the input",
            "decision: no values",
            "task: the input",
            "outcome: the value",
            "unroutable: another request with this id");
    assertThat(json.get("records"))
        .allSatisfy(
            record -> {
              assertThat(record.get("bytes").asInt()).isPositive();
              assertThat(daysKept(record))
                  .isEqualTo(
                      record.get("topic").asText().matches(".*(requests|us-east-1)") ? 7 : 30);
              assertThat(record.get("goneBy").asLong())
                  .isGreaterThan(record.get("keptUntil").asLong());
            });
    assertThat(cluster.run("execution", "purge", "a").out())
        .contains("nothing could be overwritten", "a record goes with its segment");
  }

  private static long daysKept(JsonNode record) {
    return (record.get("keptUntil").asLong() - record.get("timestamp").asLong()) / DAY_MS;
  }

  @Test
  void overwritesWhereTheTopicIsCompactedAndNothingElse() throws Exception {
    compact(cluster.topics().requests());
    compact(cluster.topics().outcomes());
    compact(cluster.topics().executions("us-east-1"));
    requested("a", "a");
    requested("b", "b");
    decided("a");
    asked("a");
    completed("a");

    var json = cluster.run("execution", "purge", "a", "--output", "json").json();

    assertThat(json.get("overwrittenTopics"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(
            cluster.topics().requests().name(), cluster.topics().outcomes().name());
    assertThat(deletions(cluster.topics().requests())).containsExactly("a");
    assertThat(deletions(cluster.topics().outcomes())).containsExactly("a");
    assertThat(deletions(cluster.topics().executions("us-east-1"))).isEmpty();
    // Deletions are no fault of a topic, for whatever reads it.
    assertThat(cluster.run("execution", "show", "a").code()).isEqualTo(ExitCode.OK);
    assertThat(cluster.run("execution", "list").code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void purgesNothingThatStillRunsUnlessItIsCancelled() {
    requested("a", "a");
    decided("a");

    var run = cluster.run("execution", "purge", "a");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("it runs or is held", "--cancel");
  }

  @Test
  void saysThatNothingIsFound() {
    var run = cluster.run("execution", "purge", "none");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("nothing is found of execution none");
  }

  @Test
  void showsAndListsWhatIsThereBesideDeletionsInEveryTopic() {
    requested("a", "a");
    decided("a");
    completed("a");
    var topics = cluster.topics();
    for (var topic :
        List.of(
            topics.requests(),
            topics.results(),
            topics.cancellations(),
            topics.outcomes(),
            topics.unroutable(),
            topics.decisions(),
            topics.executions("us-east-1"))) {
      cluster.putBytes(topic, "a", null);
      cluster.putBytes(topic, "us-1", null);
    }

    assertThat(cluster.run("execution", "show", "a").out()).contains("status      COMPLETED");
    assertThat(cluster.run("execution", "list").out()).contains("COMPLETED");
    assertThat(cluster.run("execution", "cancel", "a").err()).contains("it had ended");
    assertThat(cluster.run("execution", "purge", "a").code()).isEqualTo(ExitCode.OK);
  }

  private void compact(TopicSpec topic) throws Exception {
    try (var admin = ClusterAdmin.open(cluster.connection())) {
      admin
          .client()
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("cleanup.policy", "compact,delete"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private List<String> deletions(TopicSpec topic) {
    var deleted = new ArrayList<String>();
    try (var follower = TopicFollower.open(cluster.connection(), cluster.codecs())) {
      follower.followRecords(topic, record -> note(record, deleted));
      follower.catchUp(Duration.ofSeconds(10));
    }
    return deleted;
  }

  private static void note(ConsumerRecord<byte[], byte[]> record, List<String> deleted) {
    if (Purges.isPurge(record.value(), record.headers())) {
      deleted.add(new String(record.key(), UTF_8));
    }
  }

  private void requested(String key, String id) {
    var json = "{\"executionId\":\"%s\",\"input\":{\"text\":\"a secret\"}}".formatted(id);
    cluster.putBytes(cluster.topics().requests(), key, json.getBytes(UTF_8));
  }

  private void decided(String id) {
    cluster.put(
        cluster.topics().decisions(), id, ExecutionRecords.decision(id, "us-east-1", "us-1"));
  }

  private void asked(String id) {
    var task = ExecutionRecords.task(id, "us-east-1", "us-1", "{\"text\":\"a secret\"}");
    cluster.put(cluster.topics().executions("us-east-1"), "us-1", task);
  }

  private void completed(String id) {
    cluster.put(
        cluster.topics().outcomes(), id, ExecutionRecords.completed(id, "us-east-1", "us-1"));
  }

  private void refused(String id) {
    cluster.put(
        cluster.topics().unroutable(),
        id,
        UnroutableRequest.newBuilder()
            .setExecutionId(id)
            .setReason("INVALID_REQUEST")
            .setMessage("the id is taken")
            .build());
  }
}
