package dev.parallax.cli.executions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.TestCluster;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PartKind;
import dev.parallax.events.PartSlot;
import dev.parallax.events.ReturnKind;
import dev.parallax.events.ReturnedPart;
import dev.parallax.events.TakenSlot;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands tell of executions where every region has a control plane (P7). */
class ForwardedExecutionsIT {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";

  @TempDir private Path directory;
  private TestCluster cluster;

  @BeforeEach
  void startCluster() {
    cluster = new TestCluster(directory, "us-east-1", "eu-west-1").federated();
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  @Test
  void listsWhatWasRequestedHereWhereverItRan() {
    decided("there", "eu-west-1");
    completed("there", "eu-west-1");

    var named = cluster.run("execution", "list", "--region", "us-east-1");
    assertThat(named.out()).contains("there", "COMPLETED", "eu-west-1");
    assertThat(named.err()).isEmpty();

    var byDefault = cluster.run("execution", "list", "--output", "json");
    assertThat(byDefault.json().get("controlPlane").asText()).isEqualTo("us-east-1");
    assertThat(byDefault.json().at("/executions/0/executionId").asText()).isEqualTo("there");
    assertThat(byDefault.err())
        .isEqualTo("parallax: asking the control plane of us-east-1; --region names another\n");
  }

  @Test
  void tellsWhatAnotherControlPlaneForwardedFromWhatRunsHere() {
    decided("own", "us-east-1");
    decided("part", "us-east-1");
    taken("part", "eu-west-1");

    var list = cluster.run("execution", "list", "--region", "us-east-1");

    assertThat(list.out().lines().filter(line -> line.startsWith("part")))
        .singleElement()
        .asString()
        .contains("FORWARDED", "from eu-west-1: --region eu-west-1 tells its outcome");
    assertThat(cluster.run("execution", "list", "--status", "RUNNING").out())
        .contains("own")
        .doesNotContain("part");
  }

  @Test
  void saysWhereElseToAskIfNothingIsFound() {
    var run = cluster.run("execution", "show", "none", "--region", "us-east-1");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains(
            "within 60 min in the cluster of us-east-1: ", "ask there, by --region eu-west-1");
  }

  @Test
  void isShownAtTheOriginAndPurgedInBothRegions() {
    forwarded(PartKind.EXECUTE);
    returned(ReturnKind.TAKEN, null);
    returned(ReturnKind.ANSWERED, "\"spam\"");

    var story = cluster.run("execution", "show", "e-1", "--output", "json");
    var purge = cluster.run("execution", "purge", "e-1", "--output", "json");

    assertThat(story.code()).as(story.err()).isEqualTo(ExitCode.OK);
    assertThat(story.json().get("events"))
        .extracting(event -> event.get("what").asText() + ": " + event.get("detail").asText())
        .containsExactly(
            "forwarded: slot 0, attempt 1: from us-east-1 to eu-west-1",
            "taken: slot 0, attempt 1: eu-7 in eu-west-1",
            "returned: slot 0, attempt 1: eu-7 in eu-west-1: \"spam\", confidence 0.9");
    assertThat(purge.code()).as(purge.err()).isEqualTo(ExitCode.OK);
    assertThat(purge.json().get("records").findValuesAsText("what"))
        .containsExactly(
            "forwarded part: the input", "returned part: an answer", "returned part: an answer");
    assertThat(texts(purge.json().get("notes")))
        .contains("parallax execution purge e-1 --region eu-west-1");
  }

  private static String texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return String.join("\n", texts);
  }

  private void forwarded(PartKind kind) {
    cluster.put(
        cluster.topics().forward(EU),
        "e-1",
        ForwardedPart.newBuilder()
            .setExecutionId("e-1")
            .setOrigin(US)
            .setKind(kind)
            .setSlots(List.of(new PartSlot(0, 1, 0L)))
            .setRequest(ByteBuffer.wrap(new byte[] {1}))
            .setDeadline(0)
            .build());
  }

  private void returned(ReturnKind kind, String value) {
    var topics = cluster.topics();
    cluster.put(
        topics.copy(EU, topics.returned(US)),
        "e-1",
        ReturnedPart.newBuilder()
            .setExecutionId("e-1")
            .setRegion(EU)
            .setKind(kind)
            .setSlots(List.of(new TakenSlot(0, 1, "eu-7")))
            .setValue(value)
            .setConfidence(0.9)
            .build());
  }

  private void decided(String id, String region) {
    cluster.put(cluster.topics().decisions(), id, ExecutionRecords.decision(id, region, "agent-1"));
  }

  private void taken(String id, String origin) {
    cluster.put(
        cluster.topics().returned(origin),
        id,
        ReturnedPart.newBuilder()
            .setExecutionId(id)
            .setRegion("us-east-1")
            .setKind(ReturnKind.TAKEN)
            .setSlots(List.of())
            .build());
  }

  private void completed(String id, String region) {
    cluster.put(cluster.topics().outcomes(), id, ExecutionRecords.completed(id, region, "agent-1"));
  }
}
