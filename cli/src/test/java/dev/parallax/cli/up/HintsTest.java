package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.session.Environment;
import dev.parallax.cli.session.UpState;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HintsTest {
  private static final Path HOME = Path.of("/opt/parallax");

  private static UpState state() {
    return new UpState(
        1,
        2,
        "127.0.0.1:3",
        "http://127.0.0.1:4/apis/ccompat/v7",
        HOME.resolve(".parallax/up/parallax.config.yaml"),
        HOME.resolve(".parallax/up"),
        Map.of("agents-eu-west-1", 77L));
  }

  @Test
  void tellHowToKillTheAgentsOfARegionAndWhatIsSeenThen() {
    var environment = new Environment(Map.of(), HOME, HOME);

    assertThat(Hints.lines(state(), environment, "eu-west-1"))
        .contains(
            "  kill -9 77    # all agents of eu-west-1: out of the table within 8 s, back after 12"
                + " s");
  }
}
