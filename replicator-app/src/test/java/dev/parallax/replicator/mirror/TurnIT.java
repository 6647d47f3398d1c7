package dev.parallax.replicator.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parallax.core.config.Kafka;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurnIT {
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final String topic = "turn-" + UUID.randomUUID();
  private final List<Turn> turns = new ArrayList<>();
  private final List<String> over = new ArrayList<>();

  @BeforeEach
  void createTopic() {
    SharedBroker.get()
        .createTopics(List.of(new TopicSpec(topic, Optional.empty(), 1, Map.of(), "for a test")));
  }

  @AfterEach
  void close() {
    turns.forEach(Turn::close);
  }

  @Test
  void oneHasItUntilItEndsAndThenAnother() {
    var one = turn("one");
    until(() -> one.isMine(MOMENT));
    var other = turn("other");
    until(
        () -> {
          assertThat(one.isMine(MOMENT)).isTrue();
          assertThat(other.isMine(MOMENT)).isFalse();
          return other.isKnown();
        });
    assertThat(over).isEmpty();

    one.close();

    assertThat(over).containsExactly("one");
    until(() -> other.isMine(MOMENT));
  }

  @Test
  void anotherOfTheSameNameTakesItAway() {
    var one = turn("one");
    until(() -> one.isMine(MOMENT));
    var again = turn("one");
    until(() -> again.isMine(MOMENT));

    assertThatThrownBy(() -> until(() -> !one.isMine(MOMENT)))
        .isInstanceOf(FencedInstanceIdException.class);
  }

  private Turn turn(String instance) {
    var cluster = new Cluster("here", new Kafka(SharedBroker.get().bootstrapServers(), Map.of()));
    var turn = new Turn(cluster, topic, instance, topic, () -> over.add(instance));
    turns.add(turn);
    return turn;
  }

  private static void until(Callable<Boolean> condition) {
    await().pollInSameThread().atMost(Duration.ofMinutes(1)).pollInterval(MOMENT).until(condition);
  }
}
