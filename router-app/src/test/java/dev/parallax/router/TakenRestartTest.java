package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.result;
import static dev.parallax.router.FederatedRouters.EU;
import static dev.parallax.router.FederatedRouters.SECRETS;
import static dev.parallax.router.FederatedRouters.US;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PartKind;
import dev.parallax.events.PartSlot;
import dev.parallax.events.RegionTraffic;
import dev.parallax.runtime.federation.Seals;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H1: an agent that answered another region's part in time was not silent, though no task ran. */
class TakenRestartTest {
  private static final Instant START = RouterDriver.START;
  private static final Instant DUE = START.plusSeconds(30);

  @TempDir Path directory;

  @Test
  void whatWasAnsweredMeanwhileIsReadBeforeSilenceIsJudged() {
    try (var task = task(START)) {
      task.put(agent("eu-1", EU, "classification"));
      task.put(part(), EU, Seals.of(config(US), SECRETS));
      assertThat(task.written(Sinks.tasks(EU))).hasSize(1);
    }

    try (var task = task(DUE.plusSeconds(10))) {
      task.put(agent("eu-1", EU, "classification"));
      task.tick();
      task.put(result("e-1", "eu-1", EU).build(), START.plusSeconds(5));
      task.tick();

      assertThat(task.written(Sinks.returned(US))).as("what the origin is told").hasSize(1);
      assertThat(task.written(Sinks.TRAFFIC, RegionTraffic.class))
          .extracting(RegionTraffic::getExecutions, RegionTraffic::getTimeouts)
          .containsExactly(tuple(1L, 0L));
    }
  }

  private TaskLife task(Instant now) {
    return new TaskLife(directory, config(EU), SECRETS, Backlog.NONE, now);
  }

  private static ParallaxConfig config(String region) {
    return FederatedRouters.config(region, "routing: {hold: 0s}\n");
  }

  private static ForwardedPart part() {
    var request = "{\"executionId\":\"e-1\",\"input\":\"{}\"}".getBytes(UTF_8);
    return ForwardedPart.newBuilder()
        .setExecutionId("e-1")
        .setOrigin(US)
        .setHops(1)
        .setKind(PartKind.EXECUTE)
        .setSlots(List.of(new PartSlot(0, 1, DUE.toEpochMilli())))
        .setRequest(ByteBuffer.wrap(request))
        .setAppendedAt(START.toEpochMilli())
        .setCapabilities(List.of("classification"))
        .setDeadline(START.plusSeconds(60).toEpochMilli())
        .build();
  }
}
