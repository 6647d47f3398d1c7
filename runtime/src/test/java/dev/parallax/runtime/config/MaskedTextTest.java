package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTextTest {
  @Test
  void leavesEverythingElseAsItIsWritten() {
    assertThat(
            MaskedText.of(
                """
                # Ours. 🜁
                regions: [{id: eu-west-1}]  # one
                kafka:
                  bootstrapServers: "kafka:9092"
                  properties:
                    security.protocol: SASL_SSL
                    ssl.keystore.password: planted # of the store
                    sasl.jaas.config: >-
                      Module required
                      password="planted";
                    client.id: x
                schemaRegistry: {username: ada, passwordEnv: REGISTRY_PASSWORD}
                """))
        .isEqualTo(
            """
            # Ours. 🜁
            regions: [{id: eu-west-1}]  # one
            kafka:
              bootstrapServers: "kafka:9092"
              properties:
                security.protocol: SASL_SSL
                ssl.keystore.password: "********" # of the store
                sasl.jaas.config: "********"
                client.id: x
            schemaRegistry: {username: ada, passwordEnv: REGISTRY_PASSWORD}
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka: {properties: {ssl.key.password: planted}}",
        "kafka: {properties: {sasl: {jaas: {config: planted}}}}",
        "kafka: {properties: {any.name: 'x password=planted'}}",
        "kafka:\n  properties:\n    ssl.keystore.key: |\n      planted\n      planted\n",
        "kafka:\n  properties:\n    ssl.key.password:\n      planted",
        "regions: [{id: a, kafka: {properties: {ssl.key.password: \"planted\"}}}]",
        "schemaRegistry: {password: planted}",
        "schemaRegistry: {passwordEnv: 'planted word'}",
        "schemaRegistry: {urls: ['https://ada:planted@registry']}",
        "schemaRegistry: {token: [planted, planted]}",
        "x: &a planted\nkafka: {properties: {ssl.key.password: *a}}"
      })
  void showsNoSecretWhereverItIsWritten(String text) {
    assertThat(MaskedText.of(text)).doesNotContain("planted").contains("********");
  }
}
