package dev.parallax.cli.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.TestCluster;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.patterns.SamplePatterns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecuteIT {
  @TempDir private Path directory;
  private TestCluster cluster;
  private FakeRouter router;

  @BeforeEach
  void startCluster() {
    cluster = new TestCluster(directory, "us-east-1", "eu-west-1").withTopics();
    router = new FakeRouter(cluster);
  }

  @AfterEach
  void closeCluster() {
    router.close();
    cluster.close();
  }

  @Test
  void printsACompletedOutcome() {
    assertThat(cluster.run("execute", "echo", "--input", "{\"text\":\"hi\"}", "--id", "e-1"))
        .isEqualTo(
            new CommandRun(
                ExitCode.OK,
                """
                execution   e-1
                status      COMPLETED
                pattern     echo 1.0.0
                region      us-east-1
                agent       us-1
                confidence  0.5
                duration    42 ms
                value       {"text":"hi"}
                """,
                ""));
  }

  @Test
  void printsAnOutcomeAsJsonWithItsValueAsJson() {
    var run = cluster.run("execute", "echo", "--input", "{\"text\":\"hi\"}", "--output", "json");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.json().get("status").asText()).isEqualTo("COMPLETED");
    assertThat(run.json().at("/value/text").asText()).isEqualTo("hi");
    assertThat(run.json().get("regions").toString()).isEqualTo("[\"us-east-1\"]");
  }

  @Test
  void sendsTheInputAsItIsWritten() {
    var input = "{\"n\": 12345678901234567890.10, \"twice\": 1, \"twice\": 2, \"u\": \"é\"}";
    CommandRun.write(directory, "input.json", input);

    cluster.run("execute", "echo", "--input", "@input.json");

    assertThat(router.request(0).getInput()).isEqualTo(input);
  }

  @Test
  void sendsEveryOption() {
    cluster.run(
        "execute",
        "echo",
        "--input=1",
        "--origin=eu-west-1",
        "--capabilities=analysis,translation",
        "--timeout=3s",
        "--priority=high",
        "--pattern-version=2.0.0",
        "--metadata=tenant=a",
        "--metadata=user=b",
        "--header=traceparent=00-x",
        "--id=e-2");

    var request = router.request(0);
    assertThat(request.getOriginRegion()).isEqualTo("eu-west-1");
    assertThat(request.getCapabilities()).containsExactly("analysis", "translation");
    assertThat(request.getOptions().getTimeoutMs()).isEqualTo(3_000);
    assertThat(request.getPriority()).isEqualTo("high");
    assertThat(request.getPatternVersion()).isEqualTo("2.0.0");
    assertThat(request.getMetadata()).isEqualTo(Map.of("tenant", "a", "user", "b"));
    var record = router.seen().get(0);
    assertThat(new String(record.key(), UTF_8)).isEqualTo("e-2");
    assertThat(new String(record.headers().lastHeader("traceparent").value(), UTF_8))
        .isEqualTo("00-x");
  }

  @Test
  void exitsOneWhenTheOutcomeIsNotCompleted() {
    var run = cluster.run("execute", "fail", "--input", "1");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out().lines()).contains("status      FAILED", "reason      the agent refused");
  }

  @Test
  void namesThePatternsThereAreWhenItIsUnknown() {
    for (var pattern : SamplePatterns.all()) {
      cluster.put(
          cluster.topics().patterns(),
          pattern.name(),
          pattern.applied("us-east-1", 1_000, Optional.empty()));
    }

    var run = cluster.run("execute", "content-clasifier", "--input", "1", "--id", "e-3");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                ExitCode.FAILED,
                "",
                "parallax: UNKNOWN_PATTERN: there is no such pattern (execution e-3); the patterns"
                    + " here are: content-classifier, content-moderation, document-analysis,"
                    + " fraud-check, global-consensus, language-detect, translation-routing\n"));
  }

  @Test
  void tellsTheRefusalEvenIfThePatternsCannotBeRead() throws Exception {
    var patterns = cluster.topics().patterns().name();
    try (var admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      admin.deleteTopics(List.of(patterns)).all().get(30, TimeUnit.SECONDS);
    }

    var run = cluster.run("execute", "content-clasifier", "--input", "1", "--id", "e-5");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .startsWith(
            "parallax: UNKNOWN_PATTERN: there is no such pattern (execution e-5); which patterns"
                + " there are could not be read: topic "
                + patterns);
  }

  @Test
  void refusesAnEmptyIdBeforeAnythingIsSent() {
    assertThat(cluster.run("execute", "echo", "--input", "1", "--id", ""))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: --id must not be empty; leave it out for a random one\n"));
    assertThat(router.seen()).isEqualTo(List.of());
  }

  @Test
  void saysWhereToLookWhenNoAgentIsEligible() {
    var run = cluster.run("execute", "busy", "--input", "1", "--id", "e-4", "--output", "json");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.json().get("status").asText()).isEqualTo("UNROUTABLE");
    assertThat(run.json().get("reason").asText()).isEqualTo("NO_ELIGIBLE_AGENT");
    assertThat(run.err()).endsWith("; see 'parallax agent list' and 'parallax region status'\n");
  }

  @Test
  void refusesARegionThatIsNotConfiguredBeforeAnythingIsSent() {
    var run = cluster.run("execute", "echo", "--input", "1", "--origin", "mars-1");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: there is no region mars-1; there are us-east-1, eu-west-1\n"));
    assertThat(router.seen()).isEqualTo(List.of());
  }
}
