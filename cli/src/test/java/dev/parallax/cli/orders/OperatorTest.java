package dev.parallax.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorTest {
  @Test
  void isTheUserOfTheMachineWithoutALogin() {
    assertThat(Operator.name(Map.of(), "alice")).isEqualTo("alice");
    assertThat(Operator.name(Map.of("sasl.jaas.config", plain("bob")), "alice")).isEqualTo("alice");
  }

  @Test
  void isThePrincipalOfASaslLogin() {
    assertThat(login(plain("ops"))).isEqualTo("User:ops");
    assertThat(login("x.ScramLoginModule required password='username=x' username='o p';"))
        .isEqualTo("User:o p");
    assertThat(login("x.Krb5LoginModule required principal=\"ops@EXAMPLE.COM\";"))
        .isEqualTo("User:ops@EXAMPLE.COM");
    assertThat(login("x.OAuthBearerLoginModule required clientId=ops;")).isEqualTo("User:ops");
  }

  @Test
  void isTheUserOfTheMachineWhereTheLoginNamesNone() {
    assertThat(login("x.OAuthBearerLoginModule required;")).isEqualTo("alice");
  }

  private static String login(String jaas) {
    return Operator.name(
        Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", jaas), "alice");
  }

  private static String plain(String user) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
        + user
        + "\" password=\"secret\";";
  }
}
