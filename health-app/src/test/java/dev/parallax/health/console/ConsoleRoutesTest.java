package dev.parallax.health.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.events.FailoverKind;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console answers, asked by a real client. */
class ConsoleRoutesTest {
  private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final JsonMapper JSON = new JsonMapper();

  private final Scene scene = Told.full();
  private ConsoleServer server;

  @BeforeEach
  void start() {
    server = server(ConsoleAccess.LOOPBACK);
  }

  private ConsoleServer server(ConsoleAccess access) {
    return new ConsoleServer(access, Viewers.Limits.DEFAULTS, scene);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void givesABrowserThePageAndAProgramAWayOn() throws Exception {
    var page = server.get("/", "Accept", HTML);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(type(page)).isEqualTo("text/html;charset=utf-8");
    assertThat(page.body()).startsWith("<!doctype html>");

    var text = server.get("/", "Accept", "*/*");
    assertThat(type(text)).isEqualTo("text/plain;charset=utf-8");
    assertThat(text.body()).contains("/metrics", "/health/ready", "/api/console/state");
    assertThat(text.headers().firstValue("Vary")).contains("Accept");
  }

  @Test
  void servesEveryFileOfThePageAsWhatItIs() throws Exception {
    for (var file : ConsolePage.load().files()) {
      var answer = server.get(file.path());
      assertThat(answer.statusCode()).as(file.path()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(file.text());
      assertStrict(answer);
    }
    assertThat(type(server.get("/console/console.js"))).isEqualTo("text/javascript;charset=utf-8");
    assertThat(server.get("/console/../console/no-such.js").statusCode()).isEqualTo(404);
  }

  @Test
  void keepsABrowserFromEverythingThatIsNotOurs() throws Exception {
    assertStrict(server.get("/", "Accept", HTML));
    assertStrict(server.get("/api/console/state"));
    assertStrict(server.get("/api/console/state", "Sec-Fetch-Site", "cross-site"));
  }

  private static void assertStrict(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .contains(
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void tellsStateDecisionsAndFailoversAsJson() throws Exception {
    scene.decision(Told.decision("e-1", "<img src=x onerror=alert(1)>"));
    scene.event(Told.event("f-1", FailoverKind.FAILOVER));

    var state = server.get("/api/console/state");
    assertThat(type(state)).isEqualTo("application/json");
    assertThat(JSON.readTree(state.body()).at("/regions/1/health").asText()).isEqualTo("healthy");
    var decisions = JSON.readTree(server.get("/api/console/decisions").body());
    assertThat(decisions.at("/decisions/0/pattern").asText())
        .as("told as it is: the page makes text of it")
        .isEqualTo("<img src=x onerror=alert(1)>");
    assertThat(JSON.readTree(server.get("/api/console/failovers").body()).at("/failovers/0/kind"))
        .hasToString("\"FAILOVER\"");
  }

  @Test
  void changesNothingForAnybody() throws Exception {
    for (var method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
      for (var path : new String[] {"/", "/api/console/state", "/api/console/stream"}) {
        assertThat(server.send(method, path).statusCode()).as(method + " " + path).isIn(404, 405);
      }
    }
  }

  @Test
  void refusesThePageOfAnotherSite() throws Exception {
    var answer = server.get("/api/console/stream", "Sec-Fetch-Site", "cross-site");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("the console's data is for the console's own page\n");
    assertThat(server.get("/api/console/state", "Sec-Fetch-Site", "same-origin").statusCode())
        .isEqualTo(200);
  }

  @Test
  void isNotThereWhereItIsSwitchedOff() throws Exception {
    try (var off = server(ConsoleAccess.OFF)) {
      assertThat(off.get("/", "Accept", HTML).statusCode()).isEqualTo(404);
      assertThat(off.get("/api/console/state").statusCode()).isEqualTo(404);
      assertThat(off.get("/", "Accept", "*/*").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void saysThatTheAppComesUp() throws Exception {
    try (var starting =
        new ConsoleServer(
            ConsoleAccess.LOOPBACK, Viewers.Limits.DEFAULTS, scene, Duration.ofMinutes(1), false)) {
      assertThat(starting.get("/", "Accept", HTML).statusCode()).isEqualTo(200);
      var answer = starting.get("/api/console/state");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(answer.body())
          .isEqualTo("{\"message\":\"the health application is starting: see /health/ready\"}");
    }
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("none").replace("; ", ";");
  }
}
