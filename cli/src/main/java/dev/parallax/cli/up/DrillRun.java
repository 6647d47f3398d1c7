package dev.parallax.cli.up;

import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.drills.Drill;
import dev.parallax.cli.drills.DrillReport;
import dev.parallax.cli.session.Stop;
import java.io.PrintWriter;

/** Does a drill and prints what came of it. */
record DrillRun(Sandbox sandbox, Progress progress, Stop stop) {

  /** Exit code: 0 if everything was as it must be; prints nothing if it is told to stop. */
  int run(Drill drill, PrintWriter out, boolean json) {
    var report = drill.run(sandbox.ground(progress, stop));
    report.ifPresent(done -> print(done, out, json));
    return report.filter(DrillReport::passed).isPresent() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void print(DrillReport report, PrintWriter out, boolean json) {
    if (json) {
      out.println(Json.pretty(report.json()));
    } else {
      report.lines().forEach(out::println);
    }
  }
}
