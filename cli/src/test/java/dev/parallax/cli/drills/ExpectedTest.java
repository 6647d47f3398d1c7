package dev.parallax.cli.drills;

import static dev.parallax.cli.drills.Fault.ANSWERS_TWICE;
import static dev.parallax.cli.drills.Fault.FAILS;
import static dev.parallax.cli.drills.Fault.NEVER_ANSWERS;
import static dev.parallax.cli.drills.Fault.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.ExecutionStatus;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpectedTest {
  @Test
  void completesWhatNothingHappensTo() {
    var expected = expect(id -> is(id, 0, NONE) && is(id, 1, NONE) && is(id, 2, NONE));

    assertThat(expected.tasks()).isEqualTo(3);
    assertThat(expected.executions(ExecutionStatus.COMPLETED)).isEqualTo(1);
  }

  @Test
  void asksAnotherOnceForALossAndNotForASecondAnswer() {
    var expected =
        expect(id -> is(id, 0, FAILS, NONE) && is(id, 1, ANSWERS_TWICE) && is(id, 2, NONE));

    assertThat(expected.tasks()).isEqualTo(4);
    assertThat(expected.tasks(FAILS)).isEqualTo(1);
    assertThat(expected.tasks(ANSWERS_TWICE)).isEqualTo(1);
    assertThat(expected.executions(ExecutionStatus.COMPLETED)).isEqualTo(1);
  }

  @Test
  void failsAfterTwoErrorsInASlot() {
    var expected = expect(id -> is(id, 0, FAILS, FAILS) && is(id, 1, NONE) && is(id, 2, NONE));

    assertThat(expected.tasks()).isEqualTo(4);
    assertThat(expected.executions(ExecutionStatus.FAILED)).isEqualTo(1);
  }

  @Test
  void timesOutIfTheLastInASlotWasSilent() {
    var expected =
        expect(id -> is(id, 0, FAILS, NEVER_ANSWERS) && is(id, 1, NONE) && is(id, 2, NONE));

    assertThat(expected.executions(ExecutionStatus.TIMED_OUT)).isEqualTo(1);
  }

  @Test
  void asksNobodyForASilenceThatEndsAfterAllIsLost() {
    var expected =
        expect(id -> is(id, 0, FAILS, FAILS) && is(id, 1, NEVER_ANSWERS) && is(id, 2, NONE));

    assertThat(expected.tasks()).isEqualTo(4);
    assertThat(expected.executions(ExecutionStatus.TIMED_OUT)).isEqualTo(1);
  }

  @Test
  void everyFaultMeetsAboutAHundredthOfAllTasks() {
    var expected = Expected.of(IntStream.range(0, 50_000).mapToObj(i -> "e-" + i).toList());

    for (var fault : List.of(FAILS, ANSWERS_TWICE, NEVER_ANSWERS)) {
      assertThat(100.0 * expected.tasks(fault) / expected.tasks()).isBetween(0.9, 1.1);
    }
  }

  private static Expected expect(Predicate<String> faults) {
    var id = IntStream.iterate(0, i -> i + 1).mapToObj(i -> "e-" + i).filter(faults).findFirst();
    return Expected.of(List.of(id.orElseThrow()));
  }

  /** By attempt. */
  private static boolean is(String id, int slot, Fault... faults) {
    return IntStream.range(0, faults.length).allMatch(i -> Fault.of(id, slot, i + 1) == faults[i]);
  }
}
