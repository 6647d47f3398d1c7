package dev.parallax.cli.orders;

import dev.parallax.cli.session.Session;
import dev.parallax.events.CommandKind;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parallax region failback}. */
@Command(
    name = "failback",
    description = {
      "Gives its work back to a region: makes the primary the active one again (active-passive), or"
          + " ends the evacuation of the region. After a failover by hand it also lets the active"
          + " region move by itself again. Exits 1 if that is refused, saying why."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  parallax region failback --to us-east-1"})
public final class FailbackCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final OrderOptions options = new OrderOptions();
  @Spec private CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "REGION",
      required = true,
      description = "Region that gets its work back.")
  private String to;

  @Option(
      names = "--force",
      description = "Skip the checks of the primary; what was skipped stands in the log.")
  private boolean force;

  /** The command for this session. */
  public FailbackCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new Ordering(session, options, spec)
        .give(new Order(CommandKind.FAILBACK, Optional.empty(), Optional.of(to), force));
  }
}
