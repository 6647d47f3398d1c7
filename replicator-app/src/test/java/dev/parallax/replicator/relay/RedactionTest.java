package dev.parallax.replicator.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(booleans = true)
  void leavesNothingThatSomebodyWroteInABoundOutcomeOrOneOfWhichThatIsNotKnown(Boolean bound) {
    var outcome = Outcomes.of("e-1", bound, 1_000);
    assertThat(outcome.toString()).contains(Outcomes.SECRET);

    var left = Redaction.of(outcome);

    assertThat(left.toString()).doesNotContain(Outcomes.SECRET);
    assertThat(left.getStatus()).isEqualTo(outcome.getStatus());
    assertThat(left.getBound()).isEqualTo(bound);
    assertThat(left.getConfidence()).isEqualTo(0.5);
    assertThat(left.getAnswers()).hasSize(2);
  }

  @Test
  void leavesAFreeOutcomeAsItIs() {
    var outcome = Outcomes.of("e-1", false, 1_000);

    assertThat(Redaction.of(outcome)).isEqualTo(outcome);
  }
}
