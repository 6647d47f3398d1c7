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

/** {@code parallax region failover}. */
@Command(
    name = "failover",
    description = {
      "Makes another region the active one (active-passive), which it stays until 'region failback';"
          + " in every other mode moves the work of region --from to region --to. Exits 1 if that is"
          + " refused, saying why: the target must be HEALTHY or DEGRADED, not drained, and have"
          + " agents (F2)."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax region failover --from us-east-1 --to eu-west-1",
      "  parallax region failover --to eu-west-1             in active-passive mode",
      "  parallax region failover --force --to eu-west-1     whatever state eu-west-1 is in"
    })
public final class FailoverCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final OrderOptions options = new OrderOptions();
  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "REGION",
      description =
          "Region that gives up its work. In active-passive mode it may be left out, or must be the"
              + " active one.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "REGION",
      required = true,
      description = "Region that takes over.")
  private String to;

  @Option(
      names = "--force",
      description = "Skip the checks of the target; what was skipped stands in the log.")
  private boolean force;

  /** The command for this session. */
  public FailoverCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new Ordering(session, options, spec)
        .give(new Order(CommandKind.FAILOVER, Optional.ofNullable(from), Optional.of(to), force));
  }
}
