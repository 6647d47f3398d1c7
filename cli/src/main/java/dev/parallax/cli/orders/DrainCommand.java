package dev.parallax.cli.orders;

import dev.parallax.cli.session.Session;
import dev.parallax.events.CommandKind;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parallax region drain}. */
@Command(
    name = "drain",
    description = {
      "Gives a region no new work; what runs there ends. The active region of active-passive hands"
          + " over to the next one first. Exits 1 if that is refused: the last region that can serve"
          + " is drained by --force only."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  parallax region drain us-east-1", "  parallax region drain us-east-1 --force"})
public final class DrainCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final OrderOptions options = new OrderOptions();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "REGION", description = "The region.")
  private String region;

  @Option(names = "--force", description = "Even if it is the last region that can serve.")
  private boolean force;

  /** The command for this session. */
  public DrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new Ordering(session, options, spec)
        .give(new Order(CommandKind.DRAIN, Optional.of(region), Optional.empty(), force));
  }
}
