package dev.parallax.cli.up;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.parallax.cli.agents.SampleRequest;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.fleet.RegionRow;
import dev.parallax.cli.session.Stop;
import dev.parallax.client.ParallaxClient;
import dev.parallax.core.federation.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A stream of sample requests to every region's control plane, and how each of these regions sees
 * itself.
 */
final class RegionalRequests {
  /** In one region; all regions together get about as many as one control plane for all. */
  private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(1_200);

  private static final int REGION_WIDTH = 12;

  private final List<Source> sources = new ArrayList<>();

  /** Where requests are sent, and what became of them. */
  private record Source(String region, Stage stage, Tally tally) {
    /** What the region's control plane says of its own region; absent before it says anything. */
    private List<RegionRow> own() {
      return stage.board().rows().stream().filter(row -> row.region().equals(region)).toList();
    }

    private String status(RegionRow row) {
      return stage.board().standing().flatMap(Standing::problem).isPresent()
          ? row.words() + ", changes no failover state"
          : row.words();
    }
  }

  /** Nothing is sent yet. */
  static RegionalRequests of(RegionalStages stages) {
    var requests = new RegionalRequests();
    stages.forEach((region, stage) -> requests.sources.add(new Source(region, stage, new Tally())));
    return requests;
  }

  /** Sends until it is told to stop, one request after the other in each region. */
  void start(Stop stop, long seed, Optional<String> pattern) {
    for (var source : sources) {
      var samples = RegionalSamples.of(source.region(), seed, pattern);
      var sending =
          new Thread(
              () -> send(source.stage().client(), samples, source.tally(), stop),
              "sample-requests-" + source.region());
      sending.setDaemon(true);
      sending.start();
    }
  }

  private static void send(
      ParallaxClient client, Iterator<SampleRequest> samples, Tally tally, Stop stop) {
    var sampler = new Sampler(client, samples);
    while (!stop.isAskedWithin(BETWEEN_REQUESTS)) {
      tally.sent();
      var unused = sampler.send().thenAccept(tally::received);
    }
  }

  /** Reads what is new in every region. */
  void refresh() {
    sources.forEach(source -> source.stage().board().refresh(Stage.REFRESH));
  }

  /** For people: a row for every region, as its own control plane sees it. */
  Table table() {
    var table =
        Table.of("Region", "Agents", "Executions", "Status", "Sample requests")
            .firstColumnAtLeast(REGION_WIDTH);
    for (var source : sources) {
      for (var row : source.own()) {
        table.row(
            row.region(),
            Integer.toString(row.agents()),
            Long.toString(row.executions()),
            source.status(row),
            source.tally().text());
      }
    }
    return table;
  }

  /** The same for programs. */
  void put(ArrayNode regions) {
    for (var source : sources) {
      for (var row : source.own()) {
        var json = row.toJson();
        json.put(
            "majority", source.stage().board().standing().map(Standing::majority).orElse(true));
        json.set("requests", source.tally().toJson());
        regions.add(json);
      }
    }
  }
}
