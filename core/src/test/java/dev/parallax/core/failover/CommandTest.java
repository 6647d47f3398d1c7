package dev.parallax.core.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandTest {
  private static final String LONGEST = "x".repeat(Command.MAX_TEXT);

  @Test
  void mayHaveTextsOfTheGreatestLength() {
    assertThat(command(LONGEST, LONGEST, LONGEST, LONGEST).fault()).isEmpty();
  }

  @Test
  void isAtFaultWithALongerOne() {
    var fault = Optional.of("id, from, to and by may have 200 characters");
    var longer = LONGEST + "x";

    assertThat(command(longer, "a", "b", "ann").fault()).isEqualTo(fault);
    assertThat(command("c-1", longer, "b", "ann").fault()).isEqualTo(fault);
    assertThat(command("c-1", "a", longer, "ann").fault()).isEqualTo(fault);
    assertThat(command("c-1", "a", "b", longer).fault()).isEqualTo(fault);
  }

  private static Command command(String id, String from, String to, String by) {
    return new Command(id, Command.Kind.FAILOVER, Optional.of(from), Optional.of(to), false, by);
  }
}
