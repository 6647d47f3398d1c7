package dev.parallax.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.throughput.AppProcess;
import dev.parallax.benchmarks.throughput.Arena;
import dev.parallax.benchmarks.throughput.Program;
import dev.parallax.benchmarks.throughput.Shape;
import dev.parallax.events.ExecutionTask;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guarantees of the peers come to when they are killed and started again. */
@Tag("long")
class KilledPeersIT {
  private static final int REQUESTS = 60_000;

  private static Run run;

  @BeforeAll
  static void start() throws IOException {
    run = new Run(new Run.Amount(1, 1, List.of()), System.out);
  }

  @AfterAll
  static void stop() {
    run.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb", "hashmap"})
  void flinkGivesEveryRequestOneTask(String state) throws IOException {
    assertThat(tasksBeyondOne(PeerPrograms.flink(state))).isZero();
  }

  /** It may give one twice, so it is only shown how many. */
  @ParameterizedTest
  @ValueSource(strings = {"single", "batch", "transacted"})
  void camelGivesEveryRequestATask(String way) throws IOException {
    int twice = tasksBeyondOne(PeerPrograms.camel(way));

    run.say("Camel (%s) wrote %d tasks too many".formatted(way, twice));
  }

  /** Kills a peer after a sixth of the tasks, and starts it again. */
  private static int tasksBeyondOne(Program peer) throws IOException {
    int requests = peer.jvmOptions().contains("-Dcamel.way=single") ? REQUESTS / 10 : REQUESTS;
    try (var arena = Arena.open(run, Shape.BASE, Map.of());
        var tasks = Records.of(arena, Records.ofTasks(arena), ExecutionTask.class)) {
      arena.writeRequests(0, requests);
      var app = AppProcess.start(arena, peer);
      tasks.readAtLeast(requests / 6);
      app.kill();
      try (var again = AppProcess.start(arena, peer)) {
        var given = new HashSet<String>();
        while (given.size() < requests) {
          given.addAll(ids(tasks.readAtLeast(tasks.read().size() + 1)));
        }
        again.stop(Records.LIMIT);
      }
      return tasks.readToEnd().size() - requests;
    }
  }

  private static List<String> ids(List<ExecutionTask> tasks) {
    return tasks.stream().map(ExecutionTask::getExecutionId).toList();
  }
}
