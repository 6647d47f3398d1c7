package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.EffectiveConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C5: what is printed as YAML is read as the same configuration. */
class EffectiveDocumentTest {

  @Test
  void masksSecretsAndMeansTheSameOtherwise() {
    var yaml =
        """
        kafka:
          properties:
            security.protocol: SASL_SSL
            sasl.jaas.config: 'x required password="hunter2";'
            ssl.keystore.password: hunter2
            ssl.keystore.key: hunter2
            sasl.oauthbearer.client.credentials.client.secret: hunter2
            basic.auth.user.info: me:hunter2
            ssl.keystore.location: /etc/keys
        schemaRegistry: {username: me, passwordEnv: REGISTRY_PASSWORD}
        """;
    var config = Documents.config(yaml);

    var printed = YamlDocuments.print(EffectiveConfig.of(config));

    assertThat(printed).doesNotContain("hunter2").contains("REGISTRY_PASSWORD", "/etc/keys");
    var again = Documents.wholeConfig(printed);
    assertThat(again.kafka().properties())
        .hasSize(7)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.jaas.config", "********");
    assertThat(EffectiveConfig.hash(again))
        .isEqualTo(EffectiveConfig.hash(config))
        .isEqualTo(EffectiveConfig.hash(Documents.config(yaml.replace("hunter2", "rotated"))));
  }

  /** A misspelt name, or a setting of somebody's plug-in: the value itself tells. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jass.config: 'x required username=\"u\" password=\"hunter2\";'",
        "idp.url: https://me:hunter2@idp.example.com/oauth",
        "reporter.url: https://metrics.example.com/?access_token=hunter2&a=b",
        "plugin.options: '{\"secret\": \"hunter2\"}'",
        "Confluent.API-Key: hunter2",
        "SSL.KEY.PASSWORD: hunter2",
        "bearer.token.file: hunter2"
      })
  void masksWhatLooksLikeASecret(String property) {
    var config = Documents.config("kafka:\n  properties:\n    " + property + "\n");

    assertThat(YamlDocuments.print(EffectiveConfig.of(config)))
        .contains("'********'")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "security.protocol: SASL_SSL",
        "ssl.keystore.location: /etc/keys/passwords.jks",
        "client.rack: a",
        "sasl.login.callback.handler.class: com.example.TokenCallback",
        "ssl.keystore.type: PEM"
      })
  void showsWhatIsNone(String property) {
    var config = Documents.config("kafka:\n  properties:\n    " + property + "\n");

    assertThat(YamlDocuments.print(EffectiveConfig.of(config))).contains(property);
  }

  @Test
  void keepsTextsNumbersFlagsAndNullApart() {
    var config =
        Documents.config(
            """
            routing:
              strategy: affinity
              rules:
                - match: {input.country: [NO, no, "true", "1", "1.0", "null", "~", "", "0x10"]}
                  agents: {region: eu-west-1}
                - match: {input.tier: [1, 1000, 1.50, -0.001, 1e30, 0x10, true, null]}
                  agents: {region: [us-east-1, us-west-2], capabilities: ["1", analysis]}
            kafka: {properties: {retries: 3, enable.idempotence: true, client.id: 'a="b: #c";'}}
            """);

    var printed = YamlDocuments.print(EffectiveConfig.of(config));

    assertThat(Documents.wholeConfig(printed)).isEqualTo(config);
    assertThat(printed).contains("1000").doesNotContain("1E+3\n");
  }
}
