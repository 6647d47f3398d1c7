package dev.parallax.benchmarks.peers;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.throughput.AppProcess;
import dev.parallax.benchmarks.throughput.Arena;
import dev.parallax.benchmarks.throughput.Program;
import dev.parallax.benchmarks.throughput.Shape;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.RoutingDecision;
import dev.parallax.schemas.TopicSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeersIT {
  private static final int REQUESTS = 100;

  private static Run run;

  @BeforeAll
  static void start() throws IOException {
    run = new Run(new Run.Amount(1, 1, List.of()), System.out);
  }

  @AfterAll
  static void stop() {
    run.close();
  }

  static Stream<Program> peers() {
    return Stream.of(
        PeerPrograms.camel("single"),
        PeerPrograms.camel("batch"),
        PeerPrograms.camel("transacted"),
        PeerPrograms.flink("rocksdb"),
        PeerPrograms.flink("hashmap"));
  }

  @ParameterizedTest
  @MethodSource("peers")
  void givesEveryRequestATaskAndADecision(Program peer) throws IOException {
    try (var arena = Arena.open(run, Shape.BASE, Map.of())) {
      arena.writeRequests(0, REQUESTS);
      try (var app = AppProcess.start(arena, peer)) {
        var tasks = read(arena, Records.ofTasks(arena), ExecutionTask.class);
        var decisions = read(arena, List.of(arena.topics().decisions()), RoutingDecision.class);

        assertThat(app.isAlive()).isTrue();
        assertThat(tasks.stream().map(ExecutionTask::getExecutionId).collect(toSet()))
            .hasSize(REQUESTS);
        assertThat(tasks).allSatisfy(PeersIT::isForAnAgentOfItsRegion);
        assertThat(decisions.stream().map(RoutingDecision::getExecutionId).collect(toSet()))
            .isEqualTo(tasks.stream().map(ExecutionTask::getExecutionId).collect(toSet()));
        assertThat(decisions)
            .allSatisfy(
                decision -> assertThat(decision.getResult()).isEqualTo(DecisionResult.ROUTED))
            .allSatisfy(decision -> assertThat(decision.getStateOffsets()).isNotEmpty());
      }
    }
  }

  private static void isForAnAgentOfItsRegion(ExecutionTask task) {
    int agent = Integer.parseInt(task.getAgentId().replace("agent-", ""));
    assertThat(task.getRegion())
        .isEqualTo(Shape.BASE.regionIds().get(agent % Shape.BASE.regions()));
  }

  private static <T extends SpecificRecord> List<T> read(
      Arena arena, List<TopicSpec> topics, Class<T> type) {
    try (var records = Records.of(arena, topics, type)) {
      return records.readAtLeast(REQUESTS);
    }
  }
}
