package dev.parallax.runtime.app;

import static dev.parallax.runtime.app.Installation.SOON;
import static dev.parallax.runtime.app.Installation.output;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledAppIT {
  private static final String SAYS = "filled from their changelogs";

  /** Together more than RocksDB keeps in memory: then its files say that the store is open. */
  private static final int RECORDS = 12;

  private static final int BYTES = 600_000;

  private final SandboxBroker broker = SharedBroker.get();

  @TempDir Path directory;

  /** A task that is found corrupted makes its thread join the group a second time. */
  @Test
  void fillsTheStoresOfAKilledProcessWithoutFindingThemCorrupted() throws Exception {
    var installation = Installation.in(directory, broker.bootstrapServers());
    var killed = installation.startReady("a-1");
    produce(installation);
    await().atMost(SOON).until(() -> isOnDisk(directory.resolve("a-1")));
    killed.kill();

    var restarted = installation.startReady("a-1");
    assertThat(output(restarted)).contains(SAYS).doesNotContain("orrupted");
    restarted.close();

    var closedBefore = installation.startReady("a-1");
    assertThat(output(closedBefore)).doesNotContain(SAYS).doesNotContain("orrupted");
    closedBefore.close();
  }

  private void produce(Installation installation) {
    var properties =
        Map.<String, Object>of(
            "bootstrap.servers", broker.bootstrapServers(),
            "key.serializer", ByteArraySerializer.class.getName(),
            "value.serializer", ByteArraySerializer.class.getName());
    try (var producer = new KafkaProducer<byte[], byte[]>(properties)) {
      for (int i = 0; i < RECORDS; i++) {
        var key = ("k-" + i).getBytes(UTF_8);
        var unused =
            producer.send(
                new ProducerRecord<>(installation.topic("requests"), 0, key, new byte[BYTES]));
      }
    }
  }

  private static boolean isOnDisk(Path state) throws IOException {
    try (var files = Files.walk(state)) {
      return files.anyMatch(file -> file.toString().endsWith(".sst"));
    }
  }
}
