package dev.parallax.cli.cases;

import dev.parallax.cli.documents.Faults;
import dev.parallax.cli.documents.Place;
import dev.parallax.cli.documents.Section;
import dev.parallax.core.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/** Reads the failover cases of one file. */
final class FailoverCaseReader {
  private static final List<String> CASE = List.of("name", Layers.CONFIG, "timeline");

  private final SourceFile file;
  private final Sources sources;
  private final Section root;
  private final Layers layers;
  private final Layer config;
  private final Worlds worlds;

  /**
   * @param root of the file, a mapping
   */
  FailoverCaseReader(SourceFile file, ConfigNode root, Sources sources, Faults faults) {
    this.file = file;
    this.sources = sources;
    this.root = Section.open("", root, faults, CaseReader.FILE);
    this.layers = new Layers(file, this.root, new Documents(sources, faults));
    this.config = layers.shared(Layers.CONFIG);
    this.worlds = new Worlds(file, sources, faults, config, List.of());
  }

  /** All of them but those that are faulty. */
  List<Case> read() {
    return root.readItems(
        "cases", at -> CaseKind.of(at.node()) == CaseKind.FAILOVER ? read(at) : Optional.empty());
  }

  private Optional<Case> read(Place at) {
    var keys = at.open(CASE);
    var name = keys.require("name", "say in a few words what must hold", Place::text);
    var with = worlds.config(layers.own(config, keys));
    if (with.isEmpty()) {
      return Optional.empty();
    }
    var timeline = new TimelineReader(with.get().regionIds()).read(keys);
    if (name.isEmpty() || timeline.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FailoverCase(file, sources.line(at.node().line()), name.get(), with.get(), timeline));
  }
}
