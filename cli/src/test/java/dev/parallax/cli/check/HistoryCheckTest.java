package dev.parallax.cli.check;

import static dev.parallax.cli.check.HandMade.EU;
import static dev.parallax.cli.check.HandMade.US;
import static dev.parallax.cli.check.HandMade.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.FailoverKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** F1, F7, F8: what is wrong with changes of the failover state is found. */
class HistoryCheckTest extends HandMadeTest {
  @Test
  void findsAnEpochThatIsSkipped() {
    log.changed(1, FailoverKind.FAILOVER, US, EU)
        .changed(3, FailoverKind.FAILBACK, EU, US)
        .toldAll(3, US, EU);

    finds("F7", "epoch 3", 3, "where it must be 2");
  }

  @Test
  void findsAnEpochThatDoesNotRise() {
    log.changed(1, FailoverKind.FAILOVER, US, EU)
        .changed(1, FailoverKind.DRAIN, US, null)
        .toldAll(1, EU, US);

    findsAll("F7@3", "F8@3");
  }

  @Test
  void findsARegionThatFallsBackToAnOlderEpoch() {
    log.changed(1, FailoverKind.FAILOVER, US, EU).toldAll(1, EU, US).told(US, 0, false);

    assertThat(checked().violations())
        .extracting(Violation::what)
        .anyMatch(what -> what.contains("fell back from epoch 1"));
  }

  @Test
  void findsTwoActiveRegionsInOneEpoch() {
    log.told(EU, 0, true);

    findsAll("F1@2", "F1@-1");
  }

  @Test
  void findsADecisionThatSawAnEpochWhichNeverWas() {
    log.requested("a", "{}")
        .decided("a", 1, 4, null, target(0, US, "us-1"))
        .asked("a", 0, 1, US, "us-1")
        .ended("a", ExecutionStatus.FAILED, 1, List.of(US), List.of());

    finds("F7", "a", 3, "saw epoch 4, of 0");
  }

  @Test
  void findsARegionThatIsNotTold() {
    log = new HandMade(config, "").told(US, 0, true);

    finds("F8", EU, -1, "nothing is told of it");
  }

  @Test
  void findsAStateThatIsBehindTheLastChange() {
    log =
        new HandMade(config, "")
            .told(US, 0, false)
            .changed(1, FailoverKind.FAILOVER, US, EU)
            .told(EU, 1, true);

    finds("F7", US, 0, "is told with epoch 0, the last is 1");
  }
}
