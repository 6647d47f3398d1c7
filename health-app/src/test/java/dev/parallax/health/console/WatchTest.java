package dev.parallax.health.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class WatchTest {
  private final Scene scene = Told.scene();
  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void saysWhyItCannotReadAndTriesAgain() {
    try (var watch = new Watch(scene, this::failingOnce, Duration.ofMinutes(1))) {
      watch.look();
      await().until(() -> reading().status().equals("retrying"));
      assertThat(reading().message()).isEqualTo("the topics cannot be read: no broker");

      await().atMost(Duration.ofSeconds(60)).until(() -> reading().isLive());
      assertThat(attempts).hasValue(2);
    }
  }

  private Reading reading() {
    return scene.since(Scene.Seen.NOTHING).state().reading();
  }

  private Watch.Source failingOnce() {
    if (attempts.incrementAndGet() == 1) {
      throw new KafkaException("no broker");
    }
    return new Watch.Source() {
      @Override
      public void poll() {
        scene.reading(Reading.LIVE);
      }

      @Override
      public void close() {
        scene.clear();
      }
    };
  }
}
