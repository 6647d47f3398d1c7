package dev.parallax.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.events.FlowAction;
import dev.parallax.events.ReplicationOrder;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What is said of records whose storing failed. */
class RecordWriterTest {
  private final TimeoutException silence = new TimeoutException("10000 ms");

  private final Cluster cluster = new Cluster();

  /** Answers a flush with what is set, and knows how long it was given to close. */
  private static final class Cluster extends MockProducer<byte[], byte[]> {
    private RuntimeException answer;
    private RuntimeException refusal;
    private Duration closedWithin;

    Cluster() {
      super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      return refusal == null ? super.send(record) : CompletableFuture.failedFuture(refusal);
    }

    @Override
    public synchronized void flush() {
      if (answer == null) {
        super.flush();
      } else {
        while (errorNext(answer)) {
          assertThat(answer).isNotNull();
        }
      }
    }

    @Override
    public void close(Duration timeout) {
      closedWithin = timeout;
      super.close(timeout);
    }
  }

  @Test
  void aCommitWithoutAnAnswerIsNeitherStoredNorNot() {
    cluster.commitTransactionException = silence;

    var failure = failure(this::writeTogether);

    assertThat(failure.isOutcomeUnknown()).isTrue();
    assertThat(failure)
        .hasMessageStartingWith("INDETERMINATE: it is not known whether the order a>b was stored")
        .hasMessageEndingWith("; the board tells");
    assertThat(cluster.closedWithin).isLessThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void nothingIsStoredBeforeTheCommit() {
    cluster.answer = silence;

    var failure = failure(this::writeTogether);

    assertThat(failure.isOutcomeUnknown()).isFalse();
    assertThat(failure)
        .hasMessageStartingWith("nothing was stored: the order a>b: no Kafka broker");
    assertThat(cluster.transactionAborted()).isTrue();
    assertThat(cluster.closedWithin).isLessThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void nothingIsStoredIfNoTransactionCanBegin() {
    cluster.initTransactionException = silence;

    assertThat(failure(this::writeTogether).isOutcomeUnknown()).isFalse();
  }

  @Test
  void whatACheckSaysStaysThoughTheAbortFails() {
    cluster.abortTransactionException = silence;

    var failure =
        failure(
            () ->
                write(
                    (order, at) -> {
                      throw CommandFailure.failed("the clock is wrong");
                    }));

    assertThat(failure).hasMessage("the clock is wrong").hasSuppressedException(silence);
  }

  @Test
  void aRecordThatWasSentAndNotAnsweredMayBeStored() {
    cluster.answer = silence;

    var failure = failure(this::writeEach);

    assertThat(failure.isOutcomeUnknown()).isTrue();
    assertThat(failure)
        .hasMessageContaining("the order a>b")
        .hasMessageEndingWith("the board tells");
  }

  @Test
  void aRecordThatWasRefusedOrNeverSentIsNotStored() {
    cluster.answer = new RecordTooLargeException("2 MB");
    assertThat(failure(this::writeEach).isOutcomeUnknown()).isFalse();

    cluster.refusal = silence;
    var unsent = failure(this::writeEach);
    assertThat(unsent.isOutcomeUnknown()).isFalse();
    assertThat(unsent)
        .hasMessageContaining("was not stored")
        .hasMessageContaining("no Kafka broker");
  }

  private static CommandFailure failure(Runnable writing) {
    return catchThrowableOfType(CommandFailure.class, writing::run);
  }

  private void writeTogether() {
    write((order, at) -> assertThat(order.getFlow()).isEqualTo("a>b"));
  }

  private void write(RecordWriter.AppendCheck<ReplicationOrder> check) {
    var orders = connection().catalogue().replicationOrders();
    writer().write(orders, ReplicationOrder.class, Map.of("a>b", order()), "the order", check);
  }

  private void writeEach() {
    var orders = connection().catalogue().replicationOrders();
    writer().write(orders, ReplicationOrder.class, Map.of("a>b", order()), "the order");
  }

  private RecordWriter writer() {
    var codecs = new AvroCodecs(new InMemorySchemaRegistry());
    return new RecordWriter(connection(), codecs, "the board tells", properties -> cluster);
  }

  private static ReplicationOrder order() {
    return ReplicationOrder.newBuilder()
        .setFlow("a>b")
        .setAction(FlowAction.PAUSE)
        .setBy("me")
        .setAt(1)
        .build();
  }

  private static Connection connection() {
    var registry = SchemaRegistry.open(List.of(URI.create("http://r")));
    return new Connection(
        "kafka:1",
        Map.of(),
        registry,
        Connection.DEFAULT_TOPICS,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "a test");
  }
}
