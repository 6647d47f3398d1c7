package dev.parallax.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskResult;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LaneTest {
  private final AvroCodecs codecs = new AvroCodecs(new InMemorySchemaRegistry());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SlowProducer producer = new SlowProducer();

  @AfterEach
  void end() {
    producer.gate.countDown();
    threads.shutdownNow();
  }

  @Test
  void doesNotAnswerWithAnErrorWhatIsDoneWhenItLeaves() throws Exception {
    var lane = lane(task -> AgentAnswer.of("done"));
    lane.offer(work("e-1"));
    producer.reached.await();

    lane.abandon();
    assertThat(lane.awaitAnswered(Duration.ofMillis(1))).isFalse();
    producer.gate.countDown();

    assertThat(lane.awaitAnswered(Duration.ofSeconds(20))).isTrue();
    assertThat(answers()).extracting(TaskResult::getValue).containsExactly("\"done\"");
  }

  @Test
  void doesNotWaitForTheAnswerOfWhatItAbandoned() throws Exception {
    var begun = new CountDownLatch(1);
    var lane = lane(task -> stubborn(begun));
    producer.gate.countDown();
    lane.offer(work("e-1"));
    begun.await();

    lane.abandon();

    assertThat(lane.awaitAnswered(Duration.ZERO)).isTrue();
    assertThat(lane.inFlight()).isEqualTo(1);
    assertThat(answers())
        .extracting(TaskResult::getError)
        .containsExactly("agent a-1 left before it was done");
  }

  private AgentAnswer stubborn(CountDownLatch begun) {
    begun.countDown();
    new CompletableFuture<Void>().join();
    return AgentAnswer.of("never");
  }

  private Lane lane(TaskHandler handler) {
    var answers = new Answers(producer, "results", codecs.encoder("results", TaskResult.class));
    return new Lane(
        AgentSpec.of("a-1", List.of(), handler), threads, answers, () -> 1_000, any -> {});
  }

  private static Work work(String executionId) {
    var task =
        ExecutionTask.newBuilder()
            .setExecutionId(executionId)
            .setSlot(0)
            .setAttempt(1)
            .setInput("{}")
            .setAgentId("a-1")
            .setRegion("eu-west-1")
            .setDeadline(2_000)
            .build();
    return new Work(task, new RecordHeaders());
  }

  private List<TaskResult> answers() {
    var decoder = codecs.decoder(TaskResult.class);
    return producer.history().stream().map(sent -> decoder.decode(sent.value())).toList();
  }

  /** Takes a record when its gate opens. */
  private static final class SlowProducer extends MockProducer<byte[], byte[]> {
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);

    SlowProducer() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      reached.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return super.send(record, callback);
    }
  }
}
