package dev.parallax.benchmarks.throughput;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;

/**
 * Mean length of what the router writes for one request, in bytes.
 *
 * @param task on the region's topic: by how much it is longer than its request
 * @param decision on the decisions topic
 * @param row in the stores, and so on their changelogs: by how much longer than its request, which
 *     is in it, or in an entry of its own, for a retry
 */
public record Sizes(int task, int decision, int row) {
  private static final String PREFIX = "passthrough.";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** From here on the router keeps a request beside its row, in bytes. */
  private static final int LARGE = 16_384;

  /** As the parent process says. */
  static Sizes ofThisProcess() {
    return new Sizes(
        Integer.getInteger(PREFIX + "task"),
        Integer.getInteger(PREFIX + "decision"),
        Integer.getInteger(PREFIX + "row"));
  }

  /** For a child process. */
  public String[] jvmOptions() {
    return new String[] {
      "-D" + PREFIX + "task=" + task,
      "-D" + PREFIX + "decision=" + decision,
      "-D" + PREFIX + "row=" + row
    };
  }

  /**
   * Reads all that an app wrote.
   *
   * @throws IllegalStateException if a task, a decision or a row is missing
   */
  static Sizes of(Arena arena, String app, Load load) {
    var id = arena.applicationId(app);
    int request = requestBytes(arena, load);
    int row =
        mean(arena, id + "-executions-changelog", load)
            + largeRequest(arena, id + "-large-requests-changelog", request, load);
    return new Sizes(
        tasks(arena, load) - request,
        mean(arena, arena.topics().decisions().name(), load),
        row - request);
  }

  /** Long requests have an entry each; of others there is none. */
  private static int largeRequest(Arena arena, String topic, int request, Load load) {
    return request > LARGE ? mean(arena, topic, load.onlyCounted()) : 0;
  }

  private static int mean(Arena arena, String topic, Load load) {
    var lengths = new LongSummaryStatistics();
    try (var records = Committed.of(arena, List.of(topic))) {
      records.read(
          load.all(),
          Limit.of(LIMIT, "records of " + topic),
          record -> add(lengths, new String(record.key(), UTF_8), record.value(), load));
    }
    return (int) Math.round(lengths.getAverage());
  }

  private static int tasks(Arena arena, Load load) {
    var lengths = new LongSummaryStatistics();
    try (var client = arena.registryClient();
        var tasks = Committed.of(arena, arena.taskTopics())) {
      var decoder = arena.codecs(client).decoder(ExecutionTask.class);
      tasks.read(
          load.all(),
          Limit.of(LIMIT, "tasks"),
          record ->
              add(lengths, decoder.decode(record.value()).getExecutionId(), record.value(), load));
    }
    return (int) Math.round(lengths.getAverage());
  }

  /** Of those that count: others may be shorter. */
  private static void add(LongSummaryStatistics lengths, String id, byte[] value, Load load) {
    if (StateRecords.number(id) >= load.warmUp()) {
      lengths.accept(value.length);
    }
  }

  private static int requestBytes(Arena arena, Load load) {
    var requests = new SentRequests(arena.shape());
    try (var client = arena.registryClient()) {
      var topic = arena.topics().requests().name();
      var encoder = arena.codecs(client).encoder(topic, ExecutionRequest.class);
      return encoder.encode(requests.request(load.warmUp())).length;
    }
  }
}
