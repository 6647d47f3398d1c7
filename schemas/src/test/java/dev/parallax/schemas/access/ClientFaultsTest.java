package dev.parallax.schemas.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Kafka's own client throws, at a token endpoint that is there: no broker is needed. */
class ClientFaultsTest {
  private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
  private static final String SECRET = "planted-secret";

  private HttpServer server;
  private String url;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    System.setProperty(ALLOWED, url);
  }

  @AfterEach
  void stop() {
    System.clearProperty(ALLOWED);
    server.stop(0);
  }

  private void answer(int status, String body) {
    server.createContext(
        "/token",
        exchange -> {
          var bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @Test
  void aWrongSecretIsToldWithTheSettingsThatAreWrong() {
    answer(401, "{\"error\":\"invalid_client\",\"error_description\":\"no such client\"}");

    var fault = fault(Map.of());

    assertThat(ClientFaults.said(fault))
        .isEqualTo(
            "the token endpoint refuses the login (The response code 401 and error response"
                + " {\"invalid_client\" - \"no such client\"} was encountered reading the token"
                + " endpoint response): correct sasl.oauthbearer.client.credentials.client.id and"
                + " .client.secret, or what they refer to");
    assertThat(ClientFaults.isTokenEndpointAway(fault)).isFalse();
  }

  @Test
  void anEndpointThatHasAnOutageMayAnswerLater() {
    answer(503, "");

    var fault = fault(Map.of());

    assertThat(ClientFaults.said(fault))
        .startsWith("the token endpoint gives no token (The unexpected response code 503")
        .endsWith("): see sasl.oauthbearer.token.endpoint.url")
        .doesNotContain("\n", SECRET);
    assertThat(ClientFaults.isTokenEndpointAway(fault)).isTrue();
  }

  @Test
  void anEndpointThatIsNotThereMayComeBack() {
    server.stop(0);

    var fault = fault(Map.of());

    assertThat(ClientFaults.said(fault))
        .startsWith("the token endpoint gives no token (Connection refused")
        .doesNotContain("\n", SECRET);
    assertThat(ClientFaults.isTokenEndpointAway(fault)).isTrue();
  }

  @Test
  void anEndpointThatTheProcessMayNotAskIsToldWithTheOptionThatAllowsIt() {
    System.clearProperty(ALLOWED);

    var fault = fault(Map.of());

    assertThat(ClientFaults.said(fault))
        .isEqualTo(
            "sasl.oauthbearer.token.endpoint.url %s is not allowed in this process: start it with JDK_JAVA_OPTIONS=-D%s=%s"
                .formatted(url, ALLOWED, url));
    assertThat(ClientFaults.isTokenEndpointAway(fault)).isFalse();
  }

  @Test
  void otherFaultsAreToldByTheirCause() {
    assertThat(
            ClientFaults.said(
                fault(Map.of("ssl.truststore.location", "x", "security.protocol", "SSL"))))
        .contains("x")
        .doesNotContain("Failed to create");
    assertThat(ClientFaults.said(new IllegalStateException())).isEqualTo("IllegalStateException");
    assertThat(ClientFaults.said(new ConfigException("sasl.mechanism", "y", "no")))
        .isEqualTo("Invalid value y for configuration sasl.mechanism: no");
  }

  private Throwable fault(Map<String, Object> more) {
    var properties = new HashMap<String, Object>();
    properties.put("bootstrap.servers", "127.0.0.1:1");
    properties.put("security.protocol", "SASL_PLAINTEXT");
    properties.put("sasl.mechanism", "OAUTHBEARER");
    properties.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");
    properties.put(
        "sasl.login.callback.handler.class",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
    properties.put("sasl.oauthbearer.token.endpoint.url", url);
    properties.put("sasl.oauthbearer.client.credentials.client.id", "router");
    properties.put("sasl.oauthbearer.client.credentials.client.secret", SECRET);
    properties.put("sasl.login.retry.backoff.max.ms", 200);
    properties.putAll(more);
    return catchThrowable(() -> Admin.create(properties).close());
  }
}
