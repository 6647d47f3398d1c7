package dev.parallax.cli.orders;

import dev.parallax.cli.session.Session;
import dev.parallax.events.CommandKind;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parallax region undrain}. */
@Command(
    name = "undrain",
    description = {"Lets a drained region take new work again."},
    footerHeading = "%nExamples:%n",
    footer = {"  parallax region undrain us-east-1"})
public final class UndrainCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final OrderOptions options = new OrderOptions();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "REGION", description = "The region.")
  private String region;

  /** The command for this session. */
  public UndrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new Ordering(session, options, spec)
        .give(new Order(CommandKind.UNDRAIN, Optional.of(region), Optional.empty(), false));
  }
}
