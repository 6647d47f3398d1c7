import dev.parallax.client.AgentAnswer;
import dev.parallax.client.AgentTask;
import dev.parallax.client.ParallaxAgent;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An agent that counts words. A task that is cancelled interrupts its handler. */
public class WordCountAgent {
  /** Arguments: the control plane's URL, which {@code parallax up} prints, and a region. */
  public static void main(String[] args) throws InterruptedException {
    var agent =
        ParallaxAgent.builder()
            .controlPlaneUrl(args[0])
            .region(args[1])
            .id("word-count-" + args[1])
            .capabilities("word-count")
            .maxConcurrency(4)
            .handler(WordCountAgent::count)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(agent::close));
    agent.connected().join();
    System.out.println("connected");
    new CountDownLatch(1).await();
  }

  /** May be called twice for one task, which does no harm: it depends on the task alone. */
  private static AgentAnswer count(AgentTask task) throws Exception {
    int words = task.json().path("text").asText().split("\\s+").length;
    try {
      Thread.sleep(words); // As a model would take its time.
    } catch (InterruptedException cancelled) {
      System.out.println("cancelled: " + task.idempotencyKey());
      throw cancelled;
    }
    return AgentAnswer.of(Map.of("words", words), 1.0);
  }
}
