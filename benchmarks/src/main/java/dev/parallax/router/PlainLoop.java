package dev.parallax.router;

import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.federation.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The router's decisions without Kafka Streams: consumers and transactional producers, a pair a
 * thread, with the router's reader, decision, writers and settings. It knows no timers, retries,
 * results, cancellations or repeated requests, holds nothing, and reads neither its own state nor
 * later changes of the fleet.
 */
public final class PlainLoop {
  private PlainLoop() {}

  /** Runs until the process is ended or one of its threads fails. */
  public static void main(String... args) throws InterruptedException {
    var context = OwnContext.of("plain", args);
    var clients = PlainClients.of(context);
    var state = createState(context);
    var parts = parts(context);
    PlainFleet.read(parts, clients);
    var failed = new CountDownLatch(1);
    for (int number = 0; number < clients.threads(); number++) {
      var step = new PlainStep(parts, state);
      var worker = new PlainWorker(clients, number, parts.topics().requests().name(), step);
      var thread = new Thread(worker, "plain-" + number);
      thread.setUncaughtExceptionHandler(
          (of, fault) -> {
            fault.printStackTrace();
            failed.countDown();
          });
      thread.start();
    }
    failed.await();
    System.exit(1);
  }

  private static RouterParts parts(AppContext context) {
    var parts =
        RouterTopologies.parts(
            context.config(),
            new Secrets(Map.of()),
            context.codecs(),
            context.topics(),
            context.meters());
    parts.encoders().prepare();
    return parts;
  }

  /** Called as a changelog of the router would be, so that it is found by the same name. */
  private static String createState(AppContext context) {
    var name = context.instance().applicationId() + "-executions-changelog";
    var topic =
        new NewTopic(name, Optional.of(context.config().topics().partitions()), Optional.empty());
    var compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    context
        .admin()
        .createTopics(List.of(topic.configs(compacted)))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return name;
  }
}
