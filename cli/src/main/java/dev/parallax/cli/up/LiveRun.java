package dev.parallax.cli.up;

import dev.parallax.cli.agents.SampleRequest;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Stop;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** Sends a stream of sample requests and shows the regions, until it is told to stop. */
final class LiveRun {
  private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(400);
  private static final Duration REDRAW = Duration.ofSeconds(1);
  private static final Duration REPRINT = Duration.ofSeconds(10);

  private final Stage stage;
  private final Stop stop;
  private final Iterator<SampleRequest> samples;
  private final Tally tally = new Tally();

  LiveRun(Stage stage, Stop stop, Iterator<SampleRequest> samples) {
    this.stage = stage;
    this.stop = stop;
    this.samples = samples;
  }

  /** Redraws a screen in place; hints change when a process does. */
  int onTerminal(Screen screen, Supplier<List<String>> hints) {
    return every(
        REDRAW,
        () -> {
          var lines = new ArrayList<String>(stage.board().table().lines());
          lines.add("");
          lines.add(tally.line());
          lines.add("");
          lines.addAll(hints.get());
          screen.draw(lines);
        });
  }

  /** Prints one block after the other. */
  int onPipe(PrintWriter out, List<String> hints) {
    hints.forEach(out::println);
    return every(
        REPRINT,
        () -> {
          out.println();
          out.println(stage.board().table());
          out.println(tally.line());
        });
  }

  /** Prints one document a line; the console's address may change when its process does. */
  int asJson(PrintWriter out, Supplier<String> console) {
    return every(
        REPRINT,
        () -> {
          var json = stage.board().toJson();
          json.put("console", console.get());
          json.set("requests", tally.toJson());
          out.println(Json.compact(json));
        });
  }

  private int every(Duration pause, Runnable show) {
    var sending = new Thread(this::send, "sample-requests");
    sending.setDaemon(true);
    sending.start();
    do {
      stage.board().refresh(Stage.REFRESH);
      show.run();
    } while (!stop.isAskedWithin(pause));
    return ExitCode.OK;
  }

  private void send() {
    var sampler = new Sampler(stage.client(), samples);
    while (!stop.isAskedWithin(BETWEEN_REQUESTS)) {
      tally.sent();
      var unused = sampler.send().thenAccept(tally::received);
    }
  }
}
