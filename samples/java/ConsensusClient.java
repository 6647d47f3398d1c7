import dev.parallax.client.ExecutionOptions;
import dev.parallax.client.ParallaxClient;
import dev.parallax.client.UnroutableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Asks an agent of each region, prints how everybody voted, and cancels an execution. */
public class ConsensusClient {
  /** The argument is the control plane's URL, which {@code parallax up} prints. */
  public static void main(String[] args) {
    try (var client =
        ParallaxClient.builder()
            .controlPlaneUrl(args[0])
            .originRegion("eu-west-1")
            .maxInFlight(100)
            .connect()) {
      vote(client);
      cancel(client);
      refused(client);
    }
  }

  private static void vote(ParallaxClient client) {
    var options =
        ExecutionOptions.defaults()
            .includeVotes(true)
            .timeout(Duration.ofSeconds(5))
            .retries(1)
            .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    var outcome =
        client
            .executePattern(
                "global-consensus", Map.of("text", "win a free prize now"), options)
            .join();
    System.out.println(outcome.getStatus() + " " + outcome.getValue());
    outcome
        .getVotesByRegion()
        .forEach((region, votes) -> System.out.println("  " + region + ": " + votes));
    for (var answer : outcome.getAnswers()) {
      System.out.printf(
          "  %s in %s: %s, confidence %s%n",
          answer.getAgentId(), answer.getRegion(), answer.getValue(), answer.getConfidence());
    }
  }

  /** Needs the agent of WordCountAgent.java, which takes its time over long texts. */
  private static void cancel(ParallaxClient client) {
    var options =
        ExecutionOptions.defaults()
            .executionId("counted-" + System.currentTimeMillis())
            .capabilities(List.of("word-count"));
    var execution = client.execute(Map.of("text", "word ".repeat(10_000)), options);
    System.out.println(client.cancel(options.executionId().orElseThrow(), "on second thoughts").join());
    System.out.println(execution.handle(ConsensusClient::told).join());
    System.out.println(client.cancel("never-asked-for", "misspelt").join());
  }

  private static void refused(ParallaxClient client) {
    var options = ExecutionOptions.defaults().originRegion("mars");
    System.out.println(
        client
            .executePattern("content-classifier", Map.of("text", "hello"), options)
            .handle(ConsensusClient::told)
            .join());
  }

  private static String told(dev.parallax.events.ExecutionOutcome outcome, Throwable fault) {
    if (outcome != null) {
      return outcome.getStatus() + ": " + outcome.getReason();
    }
    var cause = fault instanceof CompletionException ? fault.getCause() : fault;
    return cause instanceof UnroutableException refused
        ? "unroutable: " + refused.reason()
        : cause.getMessage();
  }
}
