package dev.parallax.health.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.runtime.fault.KnownFault;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleAccessTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, localhost",
    "127.0.0.1, 127.0.0.1",
    "127.0.0.1, LOCALHOST",
    "[0:0:0:0:0:0:0:1], [::1]",
    "0:0:0:0:0:0:0:1, localhost"
  })
  void answersThisMachine(String address, String host) {
    assertThat(ConsoleAccess.LOOPBACK.refusal(address, host)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.7, localhost",
    "10.0.0.7, 10.0.0.7",
    "127.0.0.1, console.example.com",
    "127.0.0.1, 127.0.0.1.example.com",
    "127.0.0.1, localhost.example.com",
    "fe80::1, localhost"
  })
  void answersNobodyElseAndNoNameThatMayBeATrick(String address, String host) {
    assertThat(ConsoleAccess.LOOPBACK.refusal(address, host))
        .hasValueSatisfying(why -> assertThat(why).contains("ssh -L", "PARALLAX_CONSOLE=any"));
    assertThat(ConsoleAccess.ANY.refusal(address, host)).isEmpty();
  }

  @Test
  void isSwitchedOffForEverybody() {
    assertThat(ConsoleAccess.OFF.refusal("127.0.0.1", "localhost"))
        .contains("the console is switched off (PARALLAX_CONSOLE=off)");
  }

  @Test
  void isChosenByTheEnvironment() {
    assertThat(ConsoleAccess.of(Map.of())).isEqualTo(ConsoleAccess.LOOPBACK);
    assertThat(ConsoleAccess.of(Map.of("PARALLAX_CONSOLE", "any"))).isEqualTo(ConsoleAccess.ANY);
    assertThat(ConsoleAccess.of(Map.of("PARALLAX_CONSOLE", "off"))).isEqualTo(ConsoleAccess.OFF);
    assertThat(ConsoleAccess.of(Map.of("PARALLAX_OPERATIONS_TOKEN", "secret")))
        .isEqualTo(ConsoleAccess.ANY);
    assertThat(
            ConsoleAccess.of(
                Map.of("PARALLAX_OPERATIONS_TOKEN", "secret", "PARALLAX_CONSOLE", "loopback")))
        .isEqualTo(ConsoleAccess.LOOPBACK);
    assertThatThrownBy(() -> ConsoleAccess.of(Map.of("PARALLAX_CONSOLE", "yes")))
        .isInstanceOf(KnownFault.class)
        .hasMessage("PARALLAX_CONSOLE is \"yes\": set it to loopback, any or off");
  }
}
