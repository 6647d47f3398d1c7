package dev.parallax.cli.check;

import static dev.parallax.cli.check.HandMade.EU;
import static dev.parallax.cli.check.HandMade.US;
import static dev.parallax.cli.check.HandMade.target;

import dev.parallax.events.ExecutionStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R18, X8: what is wrong with decisions and attempts is found. */
class ChainCheckTest extends HandMadeTest {
  @Test
  void findsASecondDecision() {
    log.wentWell("a", "{}", US, "us-1").decided("a", 1, 0, "NO_ELIGIBLE_AGENT");

    finds("R18", "a", 7, "decided before");
  }

  @Test
  void findsAnEndThatWasNeverDecided() {
    log.requested("a", "{}").ended("a", ExecutionStatus.FAILED, 0, List.of(), List.of());

    finds("R18", "a", -1, "never decided");
  }

  @Test
  void findsAnOutcomeOfWhatWasUnroutable() {
    log.requested("a", "{}")
        .decided("a", 1, 0, "NO_ELIGIBLE_AGENT")
        .ended("a", ExecutionStatus.FAILED, 0, List.of(), List.of());

    finds("R18", "a", 4, "though the decision");
  }

  @Test
  void findsAnAgentThatNobodyChose() {
    log.requested("a", "{}")
        .decided("a", 1, target(0, US, "us-1"))
        .asked("a", 0, 1, US, "us-2")
        .answered("a", 0, 1, "us-2")
        .completed("a", 1, List.of(US), List.of("us-2"));

    findsAll("R18@3", "R18@4");
  }

  @Test
  void findsATaskThatWasWrittenTwice() {
    log.wentWell("a", "{}", US, "us-1").asked("a", 0, 1, US, "us-1");

    findsAll("R18@7", "X8@7");
  }

  @Test
  void findsAGapBetweenAttempts() {
    log.requested("a", "{}")
        .decided("a", 1, target(0, US, "us-1"))
        .asked("a", 0, 1, US, "us-1")
        .decided("a", 3, target(0, US, "us-2"))
        .asked("a", 0, 3, US, "us-2")
        .ended("a", ExecutionStatus.FAILED, 3, List.of(US), List.of());

    finds("X8", "a", 6, "and not the one before");
  }

  @Test
  void findsAMissingSlot() {
    log.requested("a", "{}")
        .decided("a", 1, target(1, US, "us-1"))
        .asked("a", 1, 1, US, "us-1")
        .ended("a", ExecutionStatus.FAILED, 1, List.of(US), List.of());

    finds("X8", "a", 4, "slot 1, and none 0");
  }

  @Test
  void findsMoreAttemptsThanAllowed() {
    log.requested("a", "{}");
    for (int attempt = 1; attempt <= 3; attempt++) {
      log.decided("a", attempt, target(0, US, "us-" + attempt))
          .asked("a", 0, attempt, US, "us-" + attempt);
    }
    log.ended("a", ExecutionStatus.FAILED, 3, List.of(US), List.of());

    finds("X8", "a", 8, "attempt 3, of at most 2");
  }

  @Test
  void findsAnAgentThatIsAskedTwice() {
    log.requested("a", "{}")
        .decided("a", 1, target(0, US, "us-1"))
        .asked("a", 0, 1, US, "us-1")
        .decided("a", 2, target(0, US, "us-1"))
        .asked("a", 0, 2, US, "us-1")
        .ended("a", ExecutionStatus.FAILED, 2, List.of(US), List.of());

    finds("R12", "a", 6, "us-1 was asked before");
  }

  @Test
  void findsAnOutcomeThatTellsOfOtherAttemptsOrRegions() {
    log.requested("a", "{}")
        .decided("a", 1, target(0, US, "us-1"))
        .asked("a", 0, 1, US, "us-1")
        .ended("a", ExecutionStatus.FAILED, 2, List.of(EU), List.of());

    findsAll("X8@5", "X8@5");
  }
}
