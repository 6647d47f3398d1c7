package dev.parallax.cli.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class AgentsHealthTest {
  private final HttpClient http = HttpClient.newHttpClient();

  /** Only Linux has more than one loopback address by itself. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void answersAtTheAddressThatItWasGivenAndNowhereElse() throws Exception {
    try (var health = AgentsHealth.listen("127.0.0.2", 0, List::of)) {
      int port = health.url().getPort();

      assertThat(http.send(ready("127.0.0.2", port), BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      assertThatThrownBy(() -> http.send(ready("127.0.0.1", port), BodyHandlers.ofString()))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    try (var health = AgentsHealth.listen("127.0.0.1", 0, () -> List.of("no broker"))) {
      var answer = http.send(ready("127.0.0.1", health.url().getPort()), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("no broker");
    }
  }

  private static HttpRequest ready(String host, int port) {
    return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/health/ready"))
        .build();
  }
}
