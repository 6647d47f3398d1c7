package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.StateOffset;
import dev.parallax.router.StateOffsets.StateTopic;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateOffsetsTest {
  private final StateOffsets none =
      StateOffsets.none(List.of(new StateTopic("agents", 2), new StateTopic("regions", 1)));

  @Test
  void namesThePartitionsOfWhichAnythingWasSeen() {
    var seen = none.seen("regions", 0, 4).seen("agents", 1, 0);

    assertThat(none.list()).isEmpty();
    assertThat(seen.list())
        .containsExactly(new StateOffset("agents", 1, 1L), new StateOffset("regions", 0, 5L));
  }

  @Test
  void doesNotFollowAPartitionThatItDoesNotKnow() {
    assertThat(none.seen("agents", 2, 9).seen("others", 0, 9)).isEqualTo(none);
  }

  @Test
  void makesTheListOnceForAllDecisionsThatSawIt() {
    var seen = none.seen("regions", 0, 4);

    assertThat(seen.list()).isSameAs(seen.list());
    assertThat(seen.seen("regions", 0, 5).list()).isNotEqualTo(seen.list());
  }
}
