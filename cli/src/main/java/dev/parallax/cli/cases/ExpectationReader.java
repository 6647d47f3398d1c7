package dev.parallax.cli.cases;

import dev.parallax.cli.documents.Place;
import dev.parallax.cli.documents.Section;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.Spelling;
import dev.parallax.core.routing.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what cases expect. A region or reason that does not exist is a fault: a case that expects
 * nothing of {@code us-esat-1} would always hold.
 */
final class ExpectationReader {
  private static final List<String> RESULTS = List.of("region", "regions", "unroutable");
  private static final List<String> KEYS =
      List.of("region", "regions", "unroutable", "share", "within", "explains", "moved");
  private static final List<String> MOVED = List.of("from", "to");
  private static final double WITHIN = 0.02;

  private final Section keys;
  private final List<String> regions;

  private ExpectationReader(Section keys, List<String> regions) {
    this.keys = keys;
    this.regions = regions;
  }

  /**
   * The expectation, without what is faulty.
   *
   * @param regions that there are; empty if that is not known
   */
  static Expectation read(Place at, List<String> regions) {
    var reader = new ExpectationReader(at.open(KEYS), regions);
    if (at.node() instanceof ConfigNode.Mapping mapping && mapping.entries().isEmpty()) {
      at.refuse("expects nothing: name a region, or a reason in unroutable");
    }
    return new Expectation(
        reader.result(),
        reader.keys.readOneOrMore("explains", Place::text),
        reader.share(),
        reader.moved());
  }

  /** A region that there is; any, if none is known. */
  static Optional<String> region(Place at, List<String> regions) {
    var text = at.text();
    return text.isEmpty() || regions.isEmpty() || regions.contains(text.get())
        ? text
        : at.refuse("is no region of the configuration; " + Spelling.hint(text.get(), regions));
  }

  private Optional<Expectation.Result> result() {
    var named = RESULTS.stream().filter(keys::has).toList();
    if (named.size() > 1) {
      keys.read(
          named.get(1),
          at -> at.refuse("stands beside " + named.get(0) + ": a decision is one or the other"));
    }
    return Stream.<Optional<? extends Expectation.Result>>of(
            keys.read("region", at -> region(at, regions)).map(Expectation.Region::new),
            regions(),
            keys.read("unroutable", ExpectationReader::reason).map(Expectation.Refused::new))
        .<Expectation.Result>flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Expectation.Regions> regions() {
    return keys.has("regions")
        ? Optional.of(new Expectation.Regions(byRegion("regions").readAll(at -> at.whole(1))))
        : Optional.empty();
  }

  private static Optional<Reason> reason(Place at) {
    return at.oneOf(Stream.of(Reason.values()).map(Reason::name).toList()).map(Reason::valueOf);
  }

  private Optional<Expectation.Share> share() {
    var within = keys.read("within", at -> at.upTo(1));
    if (!keys.has("share")) {
      keys.read("within", at -> at.refuse("has no effect without share: leave it out"));
      return Optional.empty();
    }
    var shares = byRegion("share").readAll(at -> at.upTo(1));
    return Optional.of(new Expectation.Share(shares, within.orElse(WITHIN)));
  }

  private Optional<Expectation.Moved> moved() {
    if (!keys.has("moved")) {
      return Optional.empty();
    }
    var section = keys.section("moved", MOVED);
    return Optional.of(
        new Expectation.Moved(
            section.readOneOrMore("from", at -> region(at, regions)),
            section.readOneOrMore("to", at -> region(at, regions))));
  }

  private Section byRegion(String key) {
    return regions.isEmpty() ? keys.anySection(key) : keys.section(key, regions);
  }
}
