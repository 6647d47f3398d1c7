package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.browser.BrowserPage;
import dev.parallax.cli.browser.Chromium;
import dev.parallax.cli.session.StateFile;
import dev.parallax.cli.session.UpState;
import dev.parallax.client.ExecutionOptions;
import dev.parallax.client.ParallaxClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of a real sandbox in a real browser. */
class ConsoleIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String LOST = "ap-south-1";
  private static final int TAB = 9;

  @TempDir private Path home;

  @Test
  void showsARegionTurnWithoutAReload() throws Exception {
    var chromium = Chromium.find();
    assumeThat(chromium)
        .as("no Chromium on this machine: install the package chromium to run this test")
        .isPresent();
    try (var up = UpProcess.start(home, "up")) {
      await().atMost(Duration.ofMinutes(3)).until(() -> up.out().contains("Console"));
      var state = new StateFile(home.resolve(".parallax/up.json")).read().orElseThrow();
      assertThat(up.out()).contains("Console, for a browser: " + state.consoleUrl());
      try (var browser = Chromium.start(chromium.get(), home.resolve("profile"), 1280, 900);
          var page = browser.page()) {
        page.open(state.consoleUrl());
        assertShowsThreeRegions(page);
        assertShowsDecisions(page, state);
        assertIsOperableByKeyboard(page);
        assertIsDarkWhereThatIsPreferred(page);
        assertTurns(page, state);
        assertSaysThatItIsDisconnected(page, state);
        assertIsLiveAgainByItself(page);
        assertThat(page.requests())
            .as("nothing of another site")
            .isNotEmpty()
            .allSatisfy(address -> assertThat(address).startsWith(state.consoleUrl()));
      }
      up.askToEnd();
      up.awaitEnd(Duration.ofSeconds(60));
    }
  }

  private static void until(BrowserPage page, String selector, String... words) {
    await().atMost(SOON).untilAsserted(() -> assertThat(page.text(selector)).contains(words));
  }

  private static void assertShowsThreeRegions(BrowserPage page) {
    until(page, "#link", "live");
    until(page, ".card h3", "us-east-1", "eu-west-1", LOST);
    until(page, card(LOST) + " .badge", "●healthy");
    until(page, ".node.healthy .what", "healthy, 6 agents");
    until(page, "#edges", " ms");
    // Of this document, so gone after a reload.
    page.evaluate("window.loadedOnce = true");
  }

  private static String card(String region) {
    return ".card[data-region=" + region + "]";
  }

  /** Whatever a client calls an execution is shown as it is, and run by nobody. */
  private static void assertShowsDecisions(BrowserPage page, UpState state) throws Exception {
    var hostile = "<img src=x onerror=\"console.error('run')\">";
    try (var client = ParallaxClient.builder().controlPlaneUrl(state.routerUrl()).connect()) {
      client
          .executePattern(
              "content-classifier",
              Map.of("text", "win a free prize now"),
              ExecutionOptions.defaults().executionId(hostile))
          .get(60, TimeUnit.SECONDS);
    }
    until(page, "#decisions tbody", "content-classifier", "latency", hostile);
    assertThat(page.evaluate("document.querySelectorAll('main img').length").asInt()).isZero();
  }

  private static void assertIsOperableByKeyboard(BrowserPage page) {
    page.press("Tab", TAB);
    assertThat(focused(page, "textContent")).isEqualTo("Skip to the regions");
    page.press("Tab", TAB);
    assertThat(focused(page, "getAttribute('aria-label')")).startsWith("us-east-1: ");
    assertThat(page.evaluate("document.activeElement.matches(':focus-visible')").asBoolean())
        .isTrue();
  }

  private static String focused(BrowserPage page, String what) {
    return page.evaluate("document.activeElement." + what).asText();
  }

  private static void assertIsDarkWhereThatIsPreferred(BrowserPage page) {
    var ground = "getComputedStyle(document.body).backgroundColor";
    page.prefer("light");
    var light = page.screenshot();
    var lightGround = page.evaluate(ground).asText();
    page.prefer("dark");
    assertThat(page.evaluate(ground).asText()).isNotEqualTo(lightGround);
    assertThat(Arrays.equals(page.screenshot(), light)).isFalse();
  }

  private static void assertTurns(BrowserPage page, UpState state) {
    assertThat(page.faults()).isEmpty();
    kill(state, Children.agentsOf(LOST));

    until(page, card(LOST) + " .badge", "✖unhealthy");
    until(page, ".node.unhealthy", LOST);
    until(page, card(LOST), "No agents");
    assertThat(page.evaluate("window.loadedOnce").asBoolean()).isTrue();
    assertThat(page.faults()).isEmpty();
  }

  private static void assertSaysThatItIsDisconnected(BrowserPage page, UpState state) {
    kill(state, Children.HEALTH);

    until(page, "#link", "disconnected, retrying");
    until(page, "#notice", "Disconnected since", "What is shown was so at");
    assertThat(page.text(".card h3")).as("what was known stays").contains("us-east-1", LOST);
  }

  /** The health app is started again where it was. */
  private static void assertIsLiveAgainByItself(BrowserPage page) {
    var last = newestDecision(page);
    until(page, "#link", "live");
    assertThat(page.text("#notice")).doesNotContain("Disconnected");
    await().atMost(SOON).until(() -> !newestDecision(page).equals(last));
    assertThat(page.evaluate("window.loadedOnce").asBoolean()).as("without a reload").isTrue();
  }

  private static String newestDecision(BrowserPage page) {
    return page.evaluate("document.querySelector('#decisions tbody .id').title").asText();
  }

  private static void kill(UpState state, String child) {
    ProcessHandle.of(state.children().get(child)).orElseThrow().destroyForcibly();
  }
}
