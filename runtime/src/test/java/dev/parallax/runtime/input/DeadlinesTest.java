package dev.parallax.runtime.input;

import static dev.parallax.runtime.input.RequestRecords.APPENDED;
import static dev.parallax.runtime.input.RequestRecords.accepted;
import static dev.parallax.runtime.input.RequestRecords.refused;
import static dev.parallax.runtime.input.RequestRecords.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.fleet.Pattern;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final Deadlines DEADLINES = new Deadlines(30_000, 1, 10_000, 3_600_000);
  private final RequestRecords records = new RequestRecords();

  @Test
  void addsTimeoutsOfAllAttemptsAndTheHoldToTheAppendTime() {
    assertThat(deadline(options(null, null), Optional.empty())).isEqualTo(30_000 * 2 + 10_000);
    assertThat(deadline(options(5_000L, null), Optional.empty())).isEqualTo(5_000 * 2 + 10_000);
    assertThat(deadline(options(5_000L, 3), Optional.empty())).isEqualTo(5_000 * 4 + 10_000);
    assertThat(deadline(request("e", "{}"), Optional.empty())).isEqualTo(30_000 * 2 + 10_000);
  }

  @Test
  void takesThePatternsFiguresBeforeTheConfiguredOnes() {
    var pattern = Optional.of(pattern(Optional.of(Duration.ofSeconds(1)), OptionalInt.of(4)));

    assertThat(deadline(request("e", "{}"), pattern)).isEqualTo(1_000 * 5 + 10_000);
    assertThat(deadline(options(2_000L, 0), pattern)).isEqualTo(2_000 + 10_000);
    assertThat(
            deadline(
                request("e", "{}"), Optional.of(pattern(Optional.empty(), OptionalInt.empty()))))
        .isEqualTo(30_000 * 2 + 10_000);
  }

  @Test
  void staysAtTheEndOfTheRange() {
    assertThat(
            DEADLINES.deadline(
                options(Long.MAX_VALUE, Integer.MAX_VALUE).build(), Optional.empty(), APPENDED))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(
            DEADLINES.deadline(
                options(Long.MAX_VALUE / 2, 2).build(), Optional.empty(), Long.MAX_VALUE))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(DEADLINES.latest(Long.MAX_VALUE - 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(DEADLINES.latest(-1)).isEqualTo(3_599_999);
  }

  @Test
  void leavesDeadlinesInThePastToTheRouter() {
    var past = request("e", "{}").setDeadline(Long.MIN_VALUE);

    assertThat(accepted(records.read(past)).deadline()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void refusesADeadlineBeyondTheIdempotenceWindow() {
    long latest = APPENDED + 3_600_000;

    assertThat(accepted(records.read(request("e", "{}").setDeadline(latest))).deadline())
        .isEqualTo(latest);
    var late = refused(records.read(request("e", "{}").setDeadline(latest + 1)));
    assertThat(late.message())
        .isEqualTo(
            "deadline lies more than executions.idempotence, 3600000 ms after the record's append"
                + " time (R22); name an earlier one");
    assertThat(refused(records.read(request("e", "{}").setDeadline(Long.MAX_VALUE)))).isNotNull();
  }

  @Test
  void refusesTimeoutsThatEndBeyondTheIdempotenceWindow() {
    assertThat(accepted(records.read(options(3_590_000L, 0)))).isNotNull();
    assertThat(refused(records.read(options(3_590_001L, 0))).message())
        .startsWith("options.timeoutMs x (options.retries + 1) ends more than")
        .endsWith("ask for less time");
    assertThat(refused(records.read(options(null, Integer.MAX_VALUE)))).isNotNull();
  }

  private static long deadline(
      ExecutionRequest.Builder request, Optional<Pattern.Execution> pattern) {
    return DEADLINES.deadline(request.build(), pattern, APPENDED) - APPENDED;
  }

  private static ExecutionRequest.Builder options(Long timeoutMs, Integer retries) {
    return request("e", "{}").setOptions(new ExecutionOptions(timeoutMs, retries, false));
  }

  private static Pattern.Execution pattern(Optional<Duration> timeout, OptionalInt retries) {
    return new Pattern.Execution("parallel", timeout, true, OptionalInt.empty(), retries);
  }
}
