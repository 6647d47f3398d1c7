package dev.parallax.cli.regions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.KnownRegions;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.cli.session.Stop;
import dev.parallax.core.config.Durations;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.ObserverView;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "latency",
    description = {
      "Shows the next round trips from one region to another, as the prober that runs in region"
          + " --from measures them: one every healthCheck.interval. Exits 1 if nobody probes that"
          + " pair, saying why, or no probe was answered. Where every region has a control plane,"
          + " that of --from is asked."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax region latency --from us-east-1 --to eu-west-1",
      "  parallax region latency --from us-east-1 --to eu-west-1 --samples 10 --output json"
    })
final class RegionLatencyCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  /** After so many intervals without a probe there is none (H3). */
  private static final int PATIENCE = 3;

  private final Session session;
  private final Clock clock = Clock.systemUTC();
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "REGION",
      required = true,
      description = "Region that probes.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "REGION",
      required = true,
      description = "Region that is probed.")
  private String to;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many probes to wait for (${DEFAULT-VALUE}).")
  private int samples;

  private final RoundTrips trips = new RoundTrips();

  RegionLatencyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var connection = cluster.of(from, session);
    check(connection);
    try (var registry =
            RegistryAccess.client(connection.registry(), session.environment().variables());
        var watch = PairWatch.open(connection, AvroCodecs.lookingUp(registry), from, to);
        var stop = Stop.atExit()) {
      refuseHopeless(connection, watch);
      measure(connection, watch, stop);
      print(watch.view());
    }
    return trips.sorted().isEmpty() ? ExitCode.FAILED : ExitCode.OK;
  }

  private void check(Connection connection) {
    KnownRegions.require(from, connection.regionIds());
    KnownRegions.require(to, connection.regionIds());
    if (from.equals(to)) {
      throw CommandFailure.usage("no region probes itself: name two regions (H8)");
    }
    if (samples < 1) {
      throw CommandFailure.usage("--samples is " + samples + ": wait for at least 1");
    }
  }

  /** Nobody probes a region without an endpoint; so there is nothing to wait for. */
  private void refuseHopeless(Connection connection, PairWatch watch) {
    if (watch.view().isEmpty() && Unprobed.missingEndpoint(connection, to).isPresent()) {
      throw CommandFailure.failed(watch.silence(connection, clock.instant()));
    }
  }

  private void measure(Connection connection, PairWatch watch, Stop stop) {
    var interval =
        connection.config().map(config -> config.healthCheck().interval()).orElse(DEFAULT_INTERVAL);
    say("waiting for %d probes, one every %s".formatted(samples, Durations.print(interval)));
    long last = System.nanoTime();
    while (trips.size() < samples && !stop.isAsked()) {
      var probe = watch.next(LOOK);
      if (probe.isPresent()) {
        last = System.nanoTime();
        took(probe.get());
      } else if (System.nanoTime() - last > interval.multipliedBy(PATIENCE).toNanos()) {
        throw CommandFailure.failed(
            "no probe for "
                + Durations.print(interval.multipliedBy(PATIENCE))
                + ": "
                + watch.silence(connection, clock.instant()));
      }
    }
  }

  private void took(HealthProbe probe) {
    trips.add(probe);
    if (!session.options().json()) {
      spec.commandLine()
          .getOut()
          .println(Instant.ofEpochMilli(probe.getProbedAt()) + "  " + found(probe));
    }
  }

  private static String found(HealthProbe probe) {
    return probe.getOk() && probe.getLatencyMs() != null
        ? Milliseconds.text(probe.getLatencyMs())
        : "failed: " + probe.getError();
  }

  private void say(String line) {
    spec.commandLine().getErr().println("parallax: " + line);
  }

  private void print(Optional<ObserverView> view) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(Json.pretty(json(view)));
      return;
    }
    int failed = trips.size() - trips.sorted().size();
    if (!trips.sorted().isEmpty()) {
      out.println(
          "min %s, median %s, max %s of %d probes, %d failed"
              .formatted(
                  Milliseconds.text(trips.min()),
                  Milliseconds.text(trips.median()),
                  Milliseconds.text(trips.max()),
                  trips.size(),
                  failed));
    }
    out.println(
        "average that routing uses (H4): "
            + view.map(ObserverView::getLatencyMs).map(Milliseconds::text).orElse("not measured"));
  }

  private ObjectNode json(Optional<ObserverView> view) {
    var json = Json.object().put("from", from).put("to", to);
    var array = json.putArray("probes");
    for (var probe : trips.probes()) {
      array
          .addObject()
          .put("at", probe.getProbedAt())
          .put("ok", probe.getOk())
          .put("latencyMs", probe.getLatencyMs())
          .put("error", probe.getError());
    }
    boolean measured = !trips.sorted().isEmpty();
    return json.put("minMs", measured ? (Double) trips.min() : null)
        .put("medianMs", measured ? (Double) trips.median() : null)
        .put("maxMs", measured ? (Double) trips.max() : null)
        .put("failed", trips.size() - trips.sorted().size())
        .put("averageMs", view.map(ObserverView::getLatencyMs).orElse(null));
  }
}
