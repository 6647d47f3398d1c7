package dev.parallax.health.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.config.HealthCheck;
import dev.parallax.events.HealthProbe;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.sandbox.Link;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProberIT {
  private static final Duration INTERVAL = Duration.ofMillis(1_200);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final Meters meters = new Meters(List.of("us", "eu"), Set.of(), "hash");
  private final LinkedBlockingQueue<HealthProbe> probes = new LinkedBlockingQueue<>();
  private Prober prober;

  @AfterEach
  void stop() {
    prober.close();
    meters.close();
  }

  @Test
  void aRegionThatAnswersIsUp() throws Exception {
    long began = System.currentTimeMillis();
    try (var region = ReadyServer.answering(200)) {
      probe(region.endpoint());

      var probe = next();
      assertThat(probe.getProbedAt()).isBetween(began, System.currentTimeMillis());
      assertThat(probe.getLatencyMs()).isBetween(0.0, 1_000.0);
      assertThat(probe)
          .isEqualTo(
              new HealthProbe("us", "eu", true, probe.getLatencyMs(), null, probe.getProbedAt()));
      assertThat(meters.scrape())
          .contains("parallax_probes_total{from=\"us\",result=\"ok\",to=\"eu\"} ");
    }
  }

  @Test
  void measuresTheRoundTripOfALink() throws Exception {
    try (var region = ReadyServer.answering(200);
        var link = Link.roundTrip(Duration.ofMillis(85)).target(region.port())) {
      probe(URI.create("http://" + link.address()));

      var least = Double.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        least = Math.min(least, next().getLatencyMs());
      }
      assertThat(least).isBetween(85.0, 140.0);
    }
  }

  /** What precedes the second request, a handshake above all, is not a round trip. */
  @Test
  void timesTheSecondRequestOnly() throws Exception {
    var never = new CountDownLatch(1);
    try (var region =
        ReadyServer.start(
            "/health/ready",
            (exchange, number) -> {
              if (number % 2 == 1) {
                assertThat(never.await(200, TimeUnit.MILLISECONDS)).isFalse();
              }
              ReadyServer.answer(exchange, 200);
            })) {
      probe(region.endpoint());

      assertThat(next().getLatencyMs()).isLessThan(200);
      assertThat(region.requests).hasValue(2);
    }
  }

  @Test
  void asksBelowThePathOfTheEndpoint() throws Exception {
    try (var region =
        ReadyServer.start(
            "/control/health/ready", (exchange, number) -> ReadyServer.answer(exchange, 200))) {
      probe(region.endpoint().resolve("/control/"));

      assertThat(next().getOk()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 404, 204})
  void anyOtherStatusIsAFailure(int status) throws Exception {
    try (var region = ReadyServer.answering(status)) {
      probe(region.endpoint());

      assertFailed(next(), "status " + status);
      assertThat(meters.scrape())
          .contains("parallax_probes_total{from=\"us\",result=\"failed\",to=\"eu\"} ");
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    try (var region =
        ReadyServer.start(
            "/",
            (exchange, number) -> {
              exchange.getResponseHeaders().add("Location", "/elsewhere");
              ReadyServer.answer(exchange, 302);
            })) {
      probe(region.endpoint());

      assertFailed(next(), "status 302");
    }
  }

  @Test
  void aRegionThatHangsFailsInTimeAndIsNeverAskedTwiceAtOnce() throws Exception {
    var never = new CountDownLatch(1);
    try (var region = ReadyServer.start("/health/ready", (exchange, number) -> never.await())) {
      probe(region.endpoint());

      long began = System.nanoTime();
      assertFailed(next(), "no answer within 1000 ms");
      assertFailed(next(), "no answer within 1000 ms");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
      assertThat(region.requests).hasValue(2);
    }
  }

  @Test
  void anAnswerThatNeverEndsIsAFailure() throws Exception {
    var never = new CountDownLatch(1);
    try (var region =
        ReadyServer.start(
            "/health/ready",
            (exchange, number) -> {
              exchange.sendResponseHeaders(200, 1_000);
              exchange.getResponseBody().write(1);
              exchange.getResponseBody().flush();
              never.await();
            })) {
      probe(region.endpoint());

      assertFailed(next(), "no answer within 1000 ms");
    }
  }

  @Test
  void aRegionThatRefusesIsAFailure() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    probe(URI.create("http://127.0.0.1:" + port));

    assertFailed(next(), "no connection: refused, or no way there");
  }

  @Test
  void aRegionIsUpAgainWhenItsLinkIsHealed() throws Exception {
    try (var region = ReadyServer.answering(200);
        var link = Link.listen(Duration.ZERO).target(region.port())) {
      link.cut(Link.Direction.FROM_TARGET);
      probe(URI.create("http://" + link.address()));
      assertFailed(next(), "no answer within 1000 ms");

      link.heal(Link.Direction.FROM_TARGET);
      assertThat(next().getOk()).isTrue();
    }
  }

  @Test
  void oneAfterTheOtherAtTheInterval() throws Exception {
    try (var region = ReadyServer.answering(200)) {
      probe(region.endpoint());

      var first = next().getProbedAt();
      next();
      var third = next().getProbedAt();
      assertThat(third - first).isBetween(2 * INTERVAL.toMillis() - 5, 6 * INTERVAL.toMillis());
      assertThat(region.mostUnderWay).hasValue(1);
    }
  }

  @Test
  void fortyTargetsTakeNoMoreThreadsThanOne() throws Exception {
    var before = threads();
    try (var region = ReadyServer.answering(200)) {
      var targets = new ArrayList<Target>();
      for (int i = 0; i < 40; i++) {
        targets.add(Target.of("r-" + i, region.endpoint()));
      }
      start(targets);

      var probed = new HashSet<String>();
      while (probed.size() < 40) {
        var probe = next();
        assertThat(probe.getOk()).as(probe.toString()).isTrue();
        probed.add(probe.getTarget());
      }
      var made = threads();
      made.removeAll(before);
      assertThat(made).hasSizeLessThanOrEqualTo(4);
    }
  }

  @Test
  void aProbeThatCannotBeWrittenIsNotTheLastOne() throws Exception {
    try (var region = ReadyServer.answering(200)) {
      prober =
          Prober.start(
              "us",
              List.of(Target.of("eu", region.endpoint())),
              new HealthCheck(INTERVAL, TIMEOUT, 3, 2),
              HttpClient.newBuilder(),
              meters,
              probe -> {
                probes.add(probe);
                throw new IllegalStateException("no broker");
              });

      assertThat(next().getOk()).isTrue();
      assertThat(next().getOk()).isTrue();
    }
  }

  @Test
  void refusesAnEndpointThatCannotBeAsked() {
    start(List.of());

    assertThatThrownBy(() -> Target.of("eu", URI.create("ftp://eu.example.com")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ftp");
  }

  private static Set<String> threads() {
    var names = new HashSet<String>();
    for (var thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("prober") || thread.getName().startsWith("HttpClient-")) {
        names.add(thread.getName() + thread.getId());
      }
    }
    return names;
  }

  private void probe(URI endpoint) {
    start(List.of(Target.of("eu", endpoint)));
  }

  private void start(List<Target> targets) {
    prober =
        Prober.start(
            "us",
            targets,
            new HealthCheck(INTERVAL, TIMEOUT, 3, 2),
            HttpClient.newBuilder(),
            meters,
            probes::add);
  }

  private HealthProbe next() throws InterruptedException {
    var probe = probes.poll(10, TimeUnit.SECONDS);
    assertThat(probe).as("a probe within 10 s").isNotNull();
    return probe;
  }

  private static void assertFailed(HealthProbe probe, String error) {
    assertThat(probe)
        .isEqualTo(new HealthProbe("us", "eu", false, null, error, probe.getProbedAt()));
  }
}
