package dev.parallax.cli.routing;

import dev.parallax.cli.cases.DryRouter;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.core.routing.Routed;
import dev.parallax.runtime.mapping.DecisionMapping;
import java.io.PrintWriter;

/**
 * Tests one request: decides it as the router would, and does nothing about it.
 *
 * @param session of the command
 * @param out where the decision goes
 * @param err where remarks go
 */
record TestedRequest(Session session, PrintWriter out, PrintWriter err) {

  /**
   * Decides it.
   *
   * @param request as the requests topic takes it
   * @param now ms since the epoch (UTC)
   * @return the exit code
   */
  int run(String request, DryRouter.Rules rules, SeenFleet seen, long now) {
    var router = new DryRouter(rules, seen.fleet());
    var read = router.read(request, now);
    var decision = router.decide(read, now);
    if (session.options().json()) {
      var deadline = router.deadline(read, now);
      var record = DecisionMapping.record(decision, seen.offsets(), deadline, now);
      out.println(Json.pretty(DecisionReport.json(record)));
    } else {
      new DecisionReport(
              decision, seen.forwarded(), seen.patterns(), rules.config().routing().hold())
          .lines()
          .forEach(out::println);
    }
    if (seen.unreadable() > 0) {
      err.println("parallax: " + seen.unreadable() + " unreadable records were left out");
    }
    return decision instanceof Routed ? ExitCode.OK : ExitCode.FAILED;
  }
}
