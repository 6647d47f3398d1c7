package dev.parallax.runtime.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.ops.Readiness.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  private final Readiness readiness = new Readiness();

  @Test
  void isReadyWithoutReasons() {
    readiness.check("broker", Optional::empty);
    assertThat(readiness.reasons()).isEmpty();
  }

  @Test
  void givesEveryReasonInTheOrderOfTheChecks() {
    readiness.check("streams", () -> Optional.of("it is REBALANCING"));
    readiness.check("broker", Optional::empty);
    readiness.check("regions", () -> Optional.of("not refreshed"));
    assertThat(readiness.reasons())
        .containsExactly(
            new Reason("streams", "it is REBALANCING"), new Reason("regions", "not refreshed"));
  }

  @Test
  void replacesACheckOfTheSameName() {
    readiness.check("streams", () -> Optional.of("old"));
    readiness.check("streams", Optional::empty);
    assertThat(readiness.reasons()).isEmpty();
  }

  @Test
  void takesACheckThatFailsForAReason() {
    readiness.check(
        "streams",
        () -> {
          throw new IllegalStateException("bug");
        });
    assertThat(readiness.reasons())
        .containsExactly(
            new Reason("streams", "the check itself failed: java.lang.IllegalStateException: bug"));
  }
}
