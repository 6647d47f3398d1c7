package dev.parallax.cli.drills.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.drills.Ground;
import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroEncoder;
import dev.parallax.schemas.SchemaRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Requests at a steady rate, from every region by a producer and on a thread of its own. What a
 * producer does not take is counted, and the next is sent.
 */
final class Traffic implements AutoCloseable {
  private static final int MAX_BLOCK_MS = 5_000;
  private static final Duration END = Duration.ofMinutes(3);

  private final Clock clock = Clock.systemUTC();
  private final Ledger ledger;
  private final String run;
  private final List<Sender> senders = new ArrayList<>();
  private final ScheduledExecutorService threads;

  private Traffic(Ledger ledger, String run, int regions) {
    this.ledger = ledger;
    this.run = run;
    this.threads = Executors.newScheduledThreadPool(regions);
  }

  /**
   * Begins at once.
   *
   * @param run what the ids of its executions begin with
   * @param perSecond requests of all regions
   */
  static Traffic start(
      Ground ground,
      Function<Connection, SchemaRegistry> registry,
      Ledger ledger,
      String run,
      int perSecond) {
    var regions = List.copyOf(ground.bootstrapServers().keySet());
    var traffic = new Traffic(ledger, run, regions.size());
    long period = TimeUnit.SECONDS.toMicros(regions.size()) / perSecond;
    try {
      for (var region : regions) {
        var connection = ground.from(region);
        traffic.senders.add(traffic.new Sender(region, connection, registry.apply(connection)));
      }
    } catch (RuntimeException failed) {
      traffic.close();
      throw failed;
    }
    for (int i = 0; i < regions.size(); i++) {
      var unused =
          traffic.threads.scheduleAtFixedRate(
              traffic.senders.get(i)::send,
              period * i / regions.size(),
              period,
              TimeUnit.MICROSECONDS);
    }
    return traffic;
  }

  /** What one region sends. Its own thread's. */
  private final class Sender {
    private final String region;
    private final String requests;
    private final String cancellations;
    private final Producer<byte[], byte[]> producer;
    private final AvroEncoder<ExecutionRequest> request;
    private final AvroEncoder<ExecutionCancellation> cancellation;
    private int number;

    private Sender(String region, Connection connection, SchemaRegistry registry) {
      this.region = region;
      this.requests = connection.catalogue().requests().name();
      this.cancellations = connection.catalogue().cancellations().name();
      var codecs = new AvroCodecs(registry);
      this.request = codecs.encoder(requests, ExecutionRequest.class);
      this.cancellation = codecs.encoder(cancellations, ExecutionCancellation.class);
      // The registry may be away later.
      request.prepare();
      cancellation.prepare();
      this.producer = producer(connection);
    }

    private Producer<byte[], byte[]> producer(Connection connection) {
      Map<String, Object> properties = connection.clientProperties();
      properties.put(ProducerConfig.ACKS_CONFIG, "all");
      properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
      var bytes = new ByteArraySerializer();
      return new KafkaProducer<>(properties, bytes, bytes);
    }

    private void send() {
      var sample = Sample.of(number);
      var id = run + "-" + region + "-" + number;
      number++;
      var key = id.getBytes(UTF_8);
      if (sample == Sample.JSON) {
        send(id, new ProducerRecord<>(requests, sample.json(id, region).getBytes(UTF_8)));
        return;
      }
      var value = request.encode(sample.request(id, region, clock.millis()));
      send(id, new ProducerRecord<>(requests, key, value));
      if (sample == Sample.TWICE) {
        send(id, new ProducerRecord<>(requests, key, value));
      }
      if (sample == Sample.CANCELLED) {
        var asked = new ExecutionCancellation(id, "chaos", null);
        post(new ProducerRecord<>(cancellations, key, cancellation.encode(asked)));
      }
    }

    private void send(String id, ProducerRecord<byte[], byte[]> record) {
      ledger.sent(id);
      try {
        var unused =
            producer.send(
                record,
                (stored, failure) -> {
                  if (failure == null) {
                    ledger.acknowledged(id);
                  } else {
                    ledger.unknown();
                  }
                });
      } catch (KafkaException full) {
        ledger.refused(id);
      }
    }

    /** Nothing depends on it. */
    private void post(ProducerRecord<byte[], byte[]> record) {
      try {
        var unused = producer.send(record);
      } catch (KafkaException full) {
        ledger.unknown();
      }
    }
  }

  /**
   * Sends no more, and waits until every producer knows what became of what it sent.
   *
   * @throws CommandFailure if one does not within three minutes
   */
  void stop() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
        throw CommandFailure.failed("a producer still holds up a request");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while the last requests were sent", stopped);
    }
    senders.forEach(sender -> sender.producer.flush());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    senders.forEach(sender -> sender.producer.close(Duration.ofSeconds(5)));
  }
}
