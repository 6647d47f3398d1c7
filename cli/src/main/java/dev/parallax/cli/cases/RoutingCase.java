package dev.parallax.cli.cases;

import java.util.Optional;

/**
 * One case, whole and without faults.
 *
 * @param file that it stands in
 * @param line of that file where it begins, from 1
 * @param name says what must hold
 * @param request that is decided
 * @param repeat under how many ids, {@code <id>-1} and on; absent means once, under its own
 * @param router with the case's own fleet and configuration
 * @param before the router without them
 * @param expectation what must hold
 */
public record RoutingCase(
    SourceFile file,
    int line,
    String name,
    RequestText request,
    Optional<Integer> repeat,
    DryRouter router,
    Optional<DryRouter> before,
    Expectation expectation)
    implements Case {

  @Override
  public Verdict judge() {
    return new Trial(this).judge();
  }
}
