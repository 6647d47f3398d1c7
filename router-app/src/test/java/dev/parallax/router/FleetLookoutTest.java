package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.fleet.FleetRisks.Kind;
import dev.parallax.core.fleet.FleetRisks.Risk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** C4, live. */
class FleetLookoutTest {
  private final List<String> said = new ArrayList<>();
  private List<Risk> risks = List.of();
  private final FleetLookout lookout = new FleetLookout(() -> risks, said::add);

  @AfterEach
  void close() {
    lookout.close();
  }

  @Test
  void saysOnceWhatTwoLooksFindThoughItsFiguresChange() {
    look(tooSmall("us", "7 for 5"));
    assertThat(said).isEmpty();

    look(tooSmall("us", "8 for 5"));
    look(tooSmall("us", "9 for 5"));

    assertThat(said).containsExactly("8 for 5");
    assertThat(lookout.count()).isEqualTo(1);
  }

  @Test
  void saysThatItIsOverWhenTwoLooksMissIt() {
    look(tooSmall("us", "a"));
    look(tooSmall("us", "a"));
    look();
    look(tooSmall("us", "b"));
    look();
    assertThat(said).containsExactly("a");

    look();
    look();

    assertThat(said).containsExactly("a", "over: a");
    assertThat(lookout.count()).isZero();
  }

  @Test
  void tellsRegionsAndKindsApart() {
    var standby = new Risk(Kind.STANDBY_TOO_SMALL, "us", "no agents");
    look(tooSmall("us", "a"));
    look(tooSmall("eu", "b"), standby);
    assertThat(said).isEmpty();

    look(tooSmall("eu", "b"), standby);

    assertThat(said).containsExactlyInAnyOrder("b", "no agents");
    assertThat(lookout.count()).isEqualTo(2);
  }

  private void look(Risk... now) {
    risks = List.of(now);
    lookout.look();
  }

  private static Risk tooSmall(String region, String text) {
    return new Risk(Kind.SURVIVORS_TOO_SMALL, region, text);
  }
}
