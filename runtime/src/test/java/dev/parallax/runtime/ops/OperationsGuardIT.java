package dev.parallax.runtime.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationsGuardIT {
  private static final List<String> DATA = List.of("/metrics", WellKnown.PATH);
  private static final Map<String, String> TOKEN =
      Map.of("PARALLAX_OPERATIONS_TOKEN", "planted-token");
  private static final Map<String, String> LOGIN =
      Map.of("PARALLAX_OPERATIONS_USER", "ada", "PARALLAX_OPERATIONS_PASSWORD", "planted word");

  /** ada:planted word. */
  private static final String ADA = "Authorization: Basic YWRhOnBsYW50ZWQgd29yZA==";

  @Test
  void onThisMachineAnswersUnderNamesOfThisMachineOnly() throws IOException {
    try (var server = new GuardedServer("127.0.0.1", Map.of())) {
      for (var path : DATA) {
        assertThat(server.status("GET", path)).isEqualTo(200);
        assertThat(server.status("GET", path, "Host: localhost:" + server.port())).isEqualTo(200);
        assertThat(server.ask("GET", path, "Host: rebound.example.com"))
            .startsWith("HTTP/1.1 403")
            .contains("bound to this machine")
            .doesNotContain("kafka:9092");
      }
      assertThat(server.status("POST", "/change", "Host: rebound.example.com")).isEqualTo(403);
    }
  }

  @Test
  void onThisMachineChangesNothingForThePageOfAnotherSite() throws IOException {
    try (var server = new GuardedServer("127.0.0.1", Map.of())) {
      var own = "http://127.0.0.1:" + server.port();
      assertThat(server.status("POST", "/change")).isEqualTo(200);
      assertThat(server.status("POST", "/change", "Origin: " + own)).isEqualTo(200);
      for (var stranger :
          List.of(
              "Origin: https://evil.example.com",
              "Origin: null",
              "Origin: http://127.0.0.1:1",
              "Sec-Fetch-Site: cross-site",
              "Sec-Fetch-Site: same-site")) {
        assertThat(server.ask("POST", "/change", stranger))
            .as(stranger)
            .startsWith("HTTP/1.1 403")
            .doesNotContain("changed");
      }
    }
  }

  @Test
  void whereOthersReachItChangesNothingWithoutCredentials() throws IOException {
    try (var server = new GuardedServer("0.0.0.0", Map.of())) {
      for (var method : List.of("POST", "PUT", "DELETE", "PATCH")) {
        assertThat(server.ask(method, "/change"))
            .startsWith("HTTP/1.1 403")
            .contains("set PARALLAX_OPERATIONS_TOKEN or PARALLAX_OPERATIONS_USER");
      }
      for (var path : DATA) {
        assertThat(server.status("GET", path, "Host: router.example.com")).isEqualTo(200);
      }
    }
  }

  @Test
  void withATokenAnswersThoseWhoHaveIt() throws IOException {
    for (var host : List.of("127.0.0.1", "0.0.0.0")) {
      try (var server = new GuardedServer(host, TOKEN)) {
        for (var path : DATA) {
          assertThat(server.ask("GET", path))
              .startsWith("HTTP/1.1 401")
              .contains("WWW-Authenticate: Bearer")
              .doesNotContain("kafka:9092", "planted");
          assertThat(server.status("GET", path, "Authorization: Bearer other")).isEqualTo(401);
          assertThat(server.status("GET", path, "Authorization: Bearer planted-token"))
              .isEqualTo(200);
        }
        assertThat(server.status("POST", "/change")).isEqualTo(401);
        assertThat(server.status("GET", "/no-such")).isEqualTo(401);
        assertThat(server.status("POST", "/change", "Authorization: Bearer planted-token"))
            .isEqualTo(200);
      }
    }
  }

  @Test
  void withALoginAnswersThoseWhoHaveItButNoOtherSiteThatUsesIt() throws IOException {
    try (var server = new GuardedServer("0.0.0.0", LOGIN)) {
      assertThat(server.ask("GET", "/metrics"))
          .startsWith("HTTP/1.1 401")
          .contains("WWW-Authenticate: Basic");
      assertThat(server.status("GET", "/metrics", ADA)).isEqualTo(200);
      assertThat(server.status("POST", "/change", ADA)).isEqualTo(200);
      assertThat(server.status("POST", "/change", ADA, "Origin: https://evil.example.com"))
          .isEqualTo(403);
    }
  }

  @Test
  void answersProbesOfHealthToEverybodyButReasonsOnlyToThoseWhoLogIn() throws IOException {
    try (var server = new GuardedServer("0.0.0.0", TOKEN)) {
      assertThat(server.status("GET", "/health/live")).isEqualTo(200);
      assertThat(server.ask("GET", "/health/ready"))
          .startsWith("HTTP/1.1 503")
          .endsWith("{\"status\":\"not ready\",\"reasons\":[]}");
      assertThat(server.ask("GET", "/health/ready", "Authorization: Bearer planted-token"))
          .contains("kafka.internal:9092 does not answer");
      assertThat(server.status("POST", "/health/ready")).isEqualTo(401);
    }
  }

  @Test
  void refusesHeadersThatAreTooLong() throws IOException {
    try (var server = new GuardedServer("127.0.0.1", Map.of())) {
      assertThat(server.status("GET", "/metrics", "X-Long: " + "x".repeat(9_000))).isEqualTo(431);
    }
  }

  @Test
  void saysOfEverythingThatNobodyKeepsFramesOrRunsIt() throws IOException {
    try (var server = new GuardedServer("127.0.0.1", Map.of())) {
      for (var path : List.of("/metrics", WellKnown.PATH, "/health/live", "/no-such")) {
        assertThat(server.ask("GET", path))
            .contains("X-Content-Type-Options: nosniff")
            .contains("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'")
            .contains("Referrer-Policy: no-referrer")
            .contains("Cache-Control: no-store")
            .doesNotContain("Server:");
      }
    }
  }
}
