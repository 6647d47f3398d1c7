package dev.parallax.replicator.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parallax.core.replication.Flow;
import dev.parallax.events.FlowState;
import dev.parallax.replicator.registry.SchemaIds;
import dev.parallax.replicator.view.FederatedConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors of the machine, such as no room for another thread, end nothing for good. */
class SupervisionTest {
  private static final Flow FLOW = new Flow("us-east-1", "eu-west-1");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void aFlowThatMeetsAnErrorSaysSoAndIsTriedAgain() {
    var asked = new AtomicInteger();
    var mended = new AtomicBoolean();
    try (var flow =
        flow(
            () -> {
              asked.incrementAndGet();
              if (!mended.get()) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return true;
            })) {
      flow.start();
      await().atMost(LIMIT).until(() -> asked.get() > 1);
      assertThat(flow.standing().state()).isEqualTo(FlowState.RETRYING);
      assertThat(flow.standing().reason())
          .hasValueSatisfying(why -> assertThat(why).contains("unable to create native thread"));

      mended.set(true);
      await().atMost(LIMIT).until(() -> flow.standing().state() == FlowState.PAUSED);
    }
  }

  @Test
  void whatStartsInPartIsClosed() {
    var closed = new AtomicInteger();
    var fault = new OutOfMemoryError("unable to create native thread");

    assertThatThrownBy(
            () ->
                Instance.startOrClose(
                    () -> {
                      throw fault;
                    },
                    () -> {
                      closed.incrementAndGet();
                      throw new IllegalStateException("was never started");
                    }))
        .isSameAs(fault)
        .hasSuppressedException(new IllegalStateException("was never started"));
    assertThat(closed).hasValue(1);

    Instance.startOrClose(() -> assertThat(closed).hasValue(1), closed::incrementAndGet);
    assertThat(closed).hasValue(1);
  }

  private MirrorFlow flow(BooleanSupplier paused) {
    var config = FederatedConfig.of(directory, FLOW.target(), "{enabled: true}");
    var properties = MirrorProperties.of(config, FLOW);
    var schemas =
        SchemaIds.of(
            config,
            FLOW.source(),
            settings -> {
              throw new IllegalStateException("no registry is asked");
            });
    return new MirrorFlow(
        properties,
        new Preparation(properties, schemas),
        new Lookout(properties, System::currentTimeMillis),
        Map.of(),
        paused);
  }
}
