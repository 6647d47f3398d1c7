package dev.parallax.runtime.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.config.Kafka;
import dev.parallax.runtime.fault.KnownFault;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerAccessTest {
  private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
  private static final String NOBODY = "http://127.0.0.1:1/token";

  private final BrokerAccess broker =
      new BrokerAccess(
          new Kafka(
              "127.0.0.1:1",
              Map.of(
                  "security.protocol",
                  "SASL_PLAINTEXT",
                  "sasl.mechanism",
                  "OAUTHBEARER",
                  "sasl.jaas.config",
                  "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;",
                  "sasl.login.callback.handler.class",
                  "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler",
                  "sasl.oauthbearer.token.endpoint.url",
                  NOBODY,
                  "sasl.oauthbearer.client.credentials.client.id",
                  "router",
                  "sasl.oauthbearer.client.credentials.client.secret",
                  "planted-secret",
                  "sasl.login.retry.backoff.max.ms",
                  "100")));

  @BeforeEach
  void allow() {
    System.setProperty(ALLOWED, NOBODY);
  }

  @AfterEach
  void allowNothing() {
    System.clearProperty(ALLOWED);
  }

  @Test
  void waitsForATokenEndpointThatIsAway() {
    assertThatThrownBy(broker::client)
        .isInstanceOf(NotYetException.class)
        .hasMessageStartingWith("kafka.properties: the token endpoint gives no token (Connection")
        .hasMessageNotContaining("planted-secret");
  }

  @Test
  void endsWhereTheTokenEndpointMayNotBeAsked() {
    System.clearProperty(ALLOWED);

    assertThatThrownBy(broker::client)
        .isInstanceOf(KnownFault.class)
        .hasMessageContaining(NOBODY + " is not allowed in this process");
  }
}
