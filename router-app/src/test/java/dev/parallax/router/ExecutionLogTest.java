package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.answer;
import static dev.parallax.router.Events.region;
import static dev.parallax.router.Events.request;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parallax.core.config.Residency;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Lines about an execution are found by its id, as a field. */
class ExecutionLogTest {
  private final Logger log = (Logger) LoggerFactory.getLogger(ExecutionLog.class);
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  @TempDir private Path directory;
  private RouterDriver router;

  private record Line(String message, Map<String, String> fields) {}

  @BeforeEach
  void start() {
    router =
        new RouterDriver(
            directory,
            TestConfig.routing(TestConfig.NEAREST, Residency.NONE, Duration.ofSeconds(10), 1));
    router.put(agent("us-1", "us-east-1", "classification"));
    router.put(region("us-east-1", "us-east-1", 0));
    said.start();
    log.addAppender(said);
    log.setLevel(Level.DEBUG);
  }

  @AfterEach
  void stop() {
    log.detachAppender(said);
    log.setLevel(null);
    router.close();
  }

  @Test
  void tellsWhereAnExecutionWentAndHowItEnded() {
    router.put(request("e-1").build());
    var task = router.tasks("us-east-1").get(0);
    router.put(answer(task, "1").build());
    router.put(answer(task, "1").setExecutionId("e-9").build());

    assertThat(lines())
        .containsExactly(
            new Line(
                "e-1 is routed to us-east-1", Map.of("execution", "e-1", "region", "us-east-1")),
            new Line("e-1 is COMPLETED", Map.of("execution", "e-1")),
            new Line(
                "parallax.results-0-1 is a dead letter: UNKNOWN_EXECUTION: no execution e-9 is"
                    + " known: never requested, or ended longer ago than executions.idempotence",
                Map.of("execution", "e-9")));
  }

  @Test
  void tellsThatOneWaitsAndThatItIsGivenUp() {
    router.put(request("e-2").setCapabilities(List.of("translation")).build());
    router.pass(Duration.ofSeconds(11));
    router.cancel("e-2");

    assertThat(lines()).extracting(Line::fields).containsOnly(Map.of("execution", "e-2"));
    assertThat(lines())
        .extracting(line -> line.message().replaceFirst("(?<=AGENT|ENDED): .*", ""))
        .containsExactly(
            "e-2 waits",
            "e-2 is unroutable: NO_ELIGIBLE_AGENT",
            "parallax.cancellations-0-0 is a dead letter: ENDED");
  }

  @Test
  void saysNothingUnlessAskedTo() {
    log.setLevel(Level.INFO);
    router.put(request("e-1").build());
    router.putBytes(router.topics.requests(), "e-3", new byte[] {1});

    assertThat(lines()).isEmpty();
  }

  private List<Line> lines() {
    return said.list.stream()
        .map(
            event -> {
              var fields = new TreeMap<String, String>();
              if (event.getKeyValuePairs() != null) {
                event.getKeyValuePairs().forEach(f -> fields.put(f.key, f.value.toString()));
              }
              return new Line(event.getFormattedMessage(), fields);
            })
        .toList();
  }
}
