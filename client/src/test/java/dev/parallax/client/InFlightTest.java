package dev.parallax.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.events.ExecutionRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InFlightTest {
  @Test
  void saysThatThereIsNoRoomAndThatNothingWasSent() {
    var inFlight = new InFlight(2, Duration.ofMillis(20));
    inFlight.enter();
    inFlight.enter();

    assertThatThrownBy(inFlight::enter)
        .isInstanceOf(TooManyInFlightException.class)
        .hasMessage(
            "2 executions are in flight (maxInFlight) and none ended within 20 ms (maxWait);"
                + " nothing was sent: ask again later, or raise maxInFlight");
  }

  @Test
  void letsOneInWhoWaitsWhenAnotherLeaves() {
    var inFlight = new InFlight(1, Duration.ofSeconds(10));
    inFlight.enter();
    var waiting = CompletableFuture.runAsync(inFlight::enter);

    inFlight.leave();

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void givesUpWhenItIsInterruptedAndKeepsTheMark() {
    var inFlight = new InFlight(1, Duration.ofSeconds(10));
    inFlight.enter();
    Thread.currentThread().interrupt();

    assertThatThrownBy(inFlight::enter).hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void isFreeAgainBeforeAnybodyIsToldOfAnEnd() {
    var inFlight = new InFlight(1, Duration.ofMillis(20));
    var pending = new Pending(inFlight);
    inFlight.enter();
    var first = pending.add(request("e-1"), Duration.ofSeconds(10));
    var next = first.view().handle((outcome, fault) -> enter(inFlight));

    first.fail(new IllegalStateException("over"));

    assertThat(next).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    pending.end();
  }

  @Test
  void isNotTakenTwiceByOneExecutionThatIsAskedForTwice() {
    var inFlight = new InFlight(2, Duration.ofMillis(20));
    var pending = new Pending(inFlight);
    inFlight.enter();
    pending.add(request("e-1"), Duration.ofSeconds(10));
    inFlight.enter();

    pending.add(request("e-1"), Duration.ofSeconds(10));

    assertThat(enter(inFlight)).isTrue();
    pending.end();
  }

  private static boolean enter(InFlight inFlight) {
    inFlight.enter();
    return true;
  }

  private static ExecutionRequest request(String id) {
    return ExecutionRequest.newBuilder().setExecutionId(id).setInput("{}").build();
  }
}
