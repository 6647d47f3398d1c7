package dev.parallax.cli.check;

import static dev.parallax.cli.check.HandMade.BOUND;
import static dev.parallax.cli.check.HandMade.EU;
import static dev.parallax.cli.check.HandMade.US;
import static dev.parallax.cli.check.HandMade.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.FailoverKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every kind of violation is found where it is, and nothing where there is none. */
class CheckerTest extends HandMadeTest {
  @Test
  void findsNothingInWhatIsRight() {
    log.pattern("both", "1.0.0", null, List.of(US, EU))
        .wentWell("a", "{}", US, "us-1")
        .wentWell("b", BOUND, EU, "eu-1")
        .requested("retried", "{}")
        .decided("retried", 1, target(0, US, "us-1"))
        .asked("retried", 0, 1, US, "us-1")
        .decided("retried", 2, target(0, EU, "eu-1"))
        .asked("retried", 0, 2, EU, "eu-1")
        .answered("retried", 0, 2, "eu-1")
        .completed("retried", 2, List.of(EU, US), List.of("eu-1"))
        .requested("both", "both", "{}")
        .decided("both", 1, target(0, US, "us-1"), target(1, EU, "eu-1"))
        .asked("both", 0, 1, US, "us-1")
        .asked("both", 1, 1, EU, "eu-1")
        .ended("both", ExecutionStatus.TIMED_OUT, 1, List.of(EU, US), List.of())
        .requested("none", BOUND)
        .refused("none", "RESIDENCY")
        .changed(0, FailoverKind.REFUSED, US, EU)
        .changed(1, FailoverKind.FAILOVER, US, EU)
        .toldAll(1, EU, US)
        .changed(1, FailoverKind.FAILOVER_BLOCKED, EU, null)
        .changed(2, FailoverKind.FAILBACK, EU, US)
        .toldAll(2, US, EU);

    var checked = checked("a", "b", "retried", "both", "none");

    assertThat(checked.violations()).isEmpty();
    assertThat(checked.figures().executions()).isEqualTo(5);
    assertThat(checked.figures().bound()).isEqualTo(2);
    assertThat(checked.figures().retried()).isEqualTo(1);
    assertThat(checked.figures().tasks()).isEqualTo(6);
    assertThat(checked.figures().changes()).isEqualTo(2);
    assertThat(checked.figures().ends())
        .containsEntry("COMPLETED", 3L)
        .containsEntry("UNROUTABLE RESIDENCY", 1L);
  }

  @Test
  void findsARequestWithoutAnEnd() {
    log.requested("a", "{}").decided("a", 1, target(0, US, "us-1")).asked("a", 0, 1, US, "us-1");

    finds("X9", "a", -1, "parallax.requests-0@2");
  }

  @Test
  void judgesNothingThatMayStillGoOn() {
    log.requested("a", "{}").decided("a", 1, target(0, US, "us-1")).asked("a", 0, 1, US, "us-1");

    var checked = Checker.check(new Journals(config, List.of(log.journal()), 2_000), Map.of());

    assertThat(checked.violations()).isEmpty();
    assertThat(checked.figures().running()).isEqualTo(1);
  }

  @Test
  void findsASecondOutcome() {
    log.wentWell("a", "{}", US, "us-1").completed("a", 1, List.of(US), List.of("us-1"));

    finds("X9", "a", 7, "ended 2 times, requested 1 times");
  }

  @Test
  void takesTheSameOutcomeAgainForARepeatedRequest() {
    log.wentWell("a", "{}", US, "us-1")
        .requested("a", "{}")
        .completed("a", 1, List.of(US), List.of("us-1"));

    assertThat(checked().violations()).isEmpty();
  }

  @Test
  void findsAnotherOutcome() {
    log.wentWell("a", "{}", US, "us-1")
        .requested("a", "{}")
        .ended("a", ExecutionStatus.FAILED, 1, List.of(US), List.of());

    finds("X9", "a", 8, "ended FAILED, and otherwise COMPLETED");
  }

  @Test
  void findsAnOutcomeOfWhatWasNeverRequested() {
    log.ended("a", ExecutionStatus.FAILED, 1, List.of(US), List.of());

    finds("X9", "a", 2, "never requested");
  }

  @Test
  void findsARequestThatIsLostOrThereTwice() {
    log.wentWell("a", "{}", US, "us-1").requested("a", "{}");

    assertThat(checked("a", "lost").violations())
        .extracting(Violation::subject)
        .containsExactlyInAnyOrder("a", "lost");
  }

  @Test
  void findsATaskInARegionThatResidencyForbids() {
    log.wentWell("a", BOUND, US, "us-1");

    finds("R5", "a", 4, "us-east-1, bound to [eu-west-1]");
  }

  @Test
  void findsATaskInARegionThatThePatternForbids() {
    log.pattern("there", "1.0.0", "$input.where || \"eu-west-1\"", List.of())
        .decided("a", 1, target(0, US, "us-1"))
        .requested("a", "there", "{}")
        .asked("a", 0, 1, US, "us-1")
        .ended("a", ExecutionStatus.FAILED, 1, List.of(US), List.of());

    finds("R13-R15", "a", 4, "its pattern and origin leave [eu-west-1]");
  }

  @Test
  void findsATaskOnTheTopicOfAnotherRegion() {
    log.requested("a", "{}")
        .decided("a", 1, target(0, EU, "us-1"))
        .asked("a", 0, 1, EU, US, "us-1")
        .ended("a", ExecutionStatus.FAILED, 1, List.of(EU), List.of());

    finds("X2", "a", 4, "a task for us-east-1");
  }

  @Test
  void findsATaskOfWhatWasNeverRequested() {
    log.asked("a", 0, 1, US, "us-1");

    finds("P7", "a", 2, "neither requested nor forwarded");
  }

  @Test
  void findsAnAnswerThatNobodyGave() {
    log.requested("a", "{}")
        .decided("a", 1, target(0, US, "us-1"))
        .asked("a", 0, 1, US, "us-1")
        .completed("a", 1, List.of(US), List.of("us-1"));

    finds("X2", "a", 5, "gave no answer");
  }

  @Test
  void findsAnAnswerOfAnAgentThatWasNotAsked() {
    log.requested("a", "{}")
        .decided("a", 1, target(0, US, "us-1"))
        .asked("a", 0, 1, US, "us-1")
        .answered("a", 0, 1, "us-2")
        .completed("a", 1, List.of(US), List.of("us-2"));

    finds("X12", "a", 6, "us-2 counts, and was never asked");
  }

  @Test
  void findsASlotThatCountsTwiceAndAnAnswerOfAReplacedAttempt() {
    log.requested("a", "{}")
        .decided("a", 1, target(0, US, "us-1"))
        .asked("a", 0, 1, US, "us-1")
        .decided("a", 2, target(0, US, "us-2"))
        .asked("a", 0, 2, US, "us-2")
        .answered("a", 0, 1, "us-1")
        .answered("a", 0, 2, "us-2")
        .completed("a", 2, List.of(US), List.of("us-1", "us-2"));

    assertThat(checked().violations())
        .extracting(Violation::what)
        .containsExactlyInAnyOrder(
            "us-1 counts, though attempt 2 of its slot was the last",
            "us-2 counts, and so does us-1, for slot 0 too");
  }

  @Test
  void findsARecordThatCannotBeRead() {
    var at = new Place("", "parallax.outcomes", 0, 9);
    log.journal().garbage(at, at.topic());

    finds("R18", "parallax.outcomes", 9, "no record of its topic");
  }

  @Test
  void tellsViolationsWithTheirRecords() {
    log.wentWell("a", BOUND, US, "us-1");
    var checked = checked();

    assertThat(checked.isClean()).isFalse();
    assertThat(checked.lines())
        .last()
        .isEqualTo(
            "R5: a at parallax.executions.us-east-1-0@4: slot 0, attempt 1 in us-east-1, bound to"
                + " [eu-west-1]");
    var violation = checked.json().get("violations").get(0);
    assertThat(violation.get("topic").asText()).isEqualTo("parallax.executions.us-east-1");
    assertThat(violation.get("offset").asLong()).isEqualTo(4);
    assertThat(violation.get("rule").asText()).isEqualTo("R5");
  }
}
