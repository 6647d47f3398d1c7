package dev.parallax.cli.cases;

import dev.parallax.cli.documents.Place;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.failover.Notice;
import dev.parallax.core.fleet.Health;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads what a moment of a timeline expects. What does not exist is a fault: it never holds. */
final class OutcomeReader {
  private static final List<String> KEYS =
      List.of("active", "health", "epoch", "events", "refused", "serving");

  private OutcomeReader() {}

  /**
   * The expectation, without what is faulty.
   *
   * @param regions that there are
   */
  static Optional<Outcome> read(Place at, List<String> regions) {
    var keys = at.open(KEYS);
    if (at.node() instanceof ConfigNode.Mapping mapping && mapping.entries().isEmpty()) {
      return at.refuse("expects nothing: name active, health, epoch, events, refused or serving");
    }
    var epoch = keys.read("epoch", number -> number.whole(0));
    return Optional.of(
        new Outcome(
            keys.read("active", region -> ExpectationReader.region(region, regions)),
            keys.section("health", regions)
                .readAll(state -> state.oneOf(names(Health.values())).map(Health::valueOf)),
            epoch.isPresent() ? OptionalLong.of(epoch.get()) : OptionalLong.empty(),
            keys.has("events")
                ? Optional.of(
                    keys.readItems(
                        "events",
                        kind -> kind.oneOf(names(Notice.Kind.values())).map(Notice.Kind::valueOf)))
                : Optional.empty(),
            keys.read("refused", Place::text),
            keys.section("serving", regions).readAll(Place::flag)));
  }

  private static List<String> names(Enum<?>... values) {
    return Stream.of(values).map(Enum::name).toList();
  }
}
