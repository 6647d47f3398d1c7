package dev.parallax.cli.cases;

import dev.parallax.cli.documents.Faults;
import dev.parallax.cli.documents.Place;
import dev.parallax.cli.documents.Section;
import dev.parallax.cli.patterns.PatternDocument;
import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.fleet.Pattern;
import java.util.List;
import java.util.Optional;

/** Reads the routing cases of one file. */
final class CaseReader {
  /** Keys of a file of cases, of whatever kind. */
  static final List<String> FILE = List.of(Layers.CONFIG, Layers.FLEET, "patterns", "cases");

  private static final List<String> CASE =
      List.of("name", "request", "repeat", "expect", Layers.CONFIG, Layers.FLEET);

  /** Most ids of one case. */
  private static final int MAX_REPEAT = 1_000_000;

  private final SourceFile file;
  private final Sources sources;
  private final Faults faults;
  private final Section root;
  private final Layers layers;
  private final Layer config;
  private final Layer fleet;
  private final Worlds worlds;

  /**
   * @param root of the file, a mapping
   */
  CaseReader(SourceFile file, ConfigNode root, Sources sources, Faults faults) {
    this.file = file;
    this.sources = sources;
    this.faults = faults;
    this.root = Section.open("", root, faults, FILE);
    this.layers = new Layers(file, this.root, new Documents(sources, faults));
    this.config = layers.shared(Layers.CONFIG);
    this.fleet = layers.shared(Layers.FLEET);
    this.worlds = new Worlds(file, sources, faults, config, patterns());
  }

  /** All of them but those that are faulty. */
  List<Case> read() {
    return root.readItems(
        "cases", at -> CaseKind.of(at.node()) == CaseKind.ROUTING ? read(at) : Optional.empty());
  }

  private List<Pattern> patterns() {
    return root.readItems("patterns", this::pattern);
  }

  private Optional<Pattern> pattern(Place at) {
    var reading = PatternDocument.read(at.node());
    if (reading instanceof PatternDocument.Valid valid) {
      return Optional.of(valid.document().pattern());
    }
    for (var fault : ((PatternDocument.Faulty) reading).faults()) {
      var path = fault.path().isEmpty() ? at.path() : at.path() + "." + fault.path();
      faults.add(new ConfigFault(path, fault.line(), fault.value(), fault.rule(), fault.message()));
    }
    return Optional.empty();
  }

  private Optional<Case> read(Place at) {
    var keys = at.open(CASE);
    var ownConfig = layers.own(config, keys);
    var name = keys.require("name", "say in a few words what must hold", Place::text);
    var request = keys.require("request", "what is to be routed", CaseReader::request);
    var repeat = keys.read("repeat", n -> n.whole(1, MAX_REPEAT));
    var regions = worlds.regions(ownConfig);
    var expectation =
        keys.require(
            "expect",
            "a region, or a reason in unroutable",
            place -> Optional.of(ExpectationReader.read(place, regions)));
    var router = worlds.router(ownConfig, layers.own(fleet, keys));
    var before = expectation.flatMap(Expectation::moved).flatMap(moved -> before(keys));
    if (name.isEmpty() || request.isEmpty() || expectation.isEmpty() || router.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RoutingCase(
            file,
            sources.line(at.node().line()),
            name.get(),
            request.get(),
            repeat,
            router.get(),
            before,
            expectation.get()));
  }

  private static Optional<RequestText> request(Place at) {
    return Optional.of(RequestText.read(at));
  }

  /** The router without the case's own changes, of which there must be some. */
  private Optional<DryRouter> before(Section keys) {
    if (!keys.has(Layers.CONFIG) && !keys.has(Layers.FLEET)) {
      keys.read(
          "expect",
          at -> at.refuse("expects moves without a config or fleet of its own: nothing can move"));
    }
    return worlds.router(config, fleet);
  }
}
