package dev.parallax.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void isThePrincipalThatAReferenceLeadsTo(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("login"), "x.ScramLoginModule required username=ops;");
    var login = "${credentials:" + directory + ":login}";

    assertThat(referring(login, directory)).isEqualTo("User:ops");
    assertThat(referring(login, directory.resolve("elsewhere"))).isEqualTo("alice");
    assertThat(login("${none:login}")).isEqualTo("alice");
  }

  private static String referring(String login, Path allowed) {
    return Operator.name(
        Map.of(
            "security.protocol",
            "SASL_SSL",
            "sasl.jaas.config",
            login,
            "config.providers",
            "credentials",
            "config.providers.credentials.class",
            DirectoryConfigProvider.class.getName(),
            "config.providers.credentials.param.allowed.paths",
            allowed.toString()),
        "alice");
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
