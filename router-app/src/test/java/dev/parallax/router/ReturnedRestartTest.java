package dev.parallax.router;

import static dev.parallax.router.Events.request;
import static dev.parallax.router.FederatedRouters.AP;
import static dev.parallax.router.FederatedRouters.EU;
import static dev.parallax.router.FederatedRouters.SECRETS;
import static dev.parallax.router.FederatedRouters.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.fleet.RemoteRegion;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ReturnKind;
import dev.parallax.events.ReturnedPart;
import dev.parallax.events.TakenSlot;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.schemas.TopicCatalogue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** X8: an answer of another region that came in time counts, though no task ran then. */
class ReturnedRestartTest {
  private static final Instant START = RouterDriver.START;
  private static final String ROUTING = "routing: {hold: 0s}\n";
  private static final String COPY = copy();

  @TempDir Path directory;

  @Test
  void whatWasReturnedMeanwhileIsReadBeforeTimeoutsAreJudged() {
    forward();

    try (var task = task(Map.of(COPY, 9L), START.plusSeconds(60))) {
      task.at(START.plusMillis(62_900));
      task.put(returned(ReturnKind.TAKEN).build(), US, seals(), 6);
      task.at(START.plusMillis(65_800));
      task.tick();
      task.put(returned(ReturnKind.ANSWERED).setValue("1").build(), US, seals(), 7);

      assertThat(task.written(Sinks.OUTCOMES, ExecutionOutcome.class))
          .extracting(ExecutionOutcome::getValue)
          .containsExactly("1");
    }
  }

  @Test
  void aRegionThatTheConfigurationHasNoMoreIsToldNothing() {
    forward();

    var without = FederatedRouters.config(US, ROUTING, List.of(US, AP));
    try (var task = new TaskLife(directory, without, SECRETS, Backlog.NONE, START.plusSeconds(5))) {
      task.cancel("e-1");

      assertThat(task.written(Sinks.OUTCOMES, ExecutionOutcome.class))
          .extracting(ExecutionOutcome::getStatus)
          .containsExactly(ExecutionStatus.CANCELLED);
    }
  }

  /** A request to the EU. */
  private void forward() {
    try (var task = task(Map.of(), START)) {
      var groups = List.of(new RemoteRegion.Group(Set.of("classification"), 1, 1_024));
      task.put(new RemoteRegion(EU, 1, groups));
      var options = ExecutionOptions.newBuilder().setRetries(0).build();
      task.put(request("e-1").setOptions(options).build());
      assertThat(task.written(Sinks.forward(EU))).hasSize(1);
    }
  }

  private TaskLife task(Map<String, Long> unread, Instant now) {
    return new TaskLife(directory, config(US), SECRETS, partition -> unread, now);
  }

  private static ParallaxConfig config(String region) {
    return FederatedRouters.config(region, ROUTING);
  }

  private static Seals seals() {
    return Seals.of(config(EU), SECRETS);
  }

  private static String copy() {
    var topics = new TopicCatalogue("parallax.", 1);
    return topics.copy(EU, topics.returned(US)).name();
  }

  private static ReturnedPart.Builder returned(ReturnKind kind) {
    return ReturnedPart.newBuilder()
        .setExecutionId("e-1")
        .setRegion(EU)
        .setKind(kind)
        .setSlots(List.of(new TakenSlot(0, 1, "eu-1")));
  }
}
