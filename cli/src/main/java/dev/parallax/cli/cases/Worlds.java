package dev.parallax.cli.cases;

import dev.parallax.cli.documents.Faults;
import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.ConfigReader;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Pattern;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the cases of one file decide with. A configuration that several of them share is read once,
 * and its faults are told once.
 */
final class Worlds {
  private final SourceFile home;
  private final Sources sources;
  private final Faults faults;
  private final Layer config;
  private final List<Pattern> patterns;
  private final Map<ConfigNode, ConfigResult> configs = new HashMap<>();
  private final Map<ConfigNode, Optional<DryRouter.Rules>> rules = new HashMap<>();

  /**
   * @param home the file of cases
   * @param config what it says for all of them
   * @param patterns that all of them know
   */
  Worlds(SourceFile home, Sources sources, Faults faults, Layer config, List<Pattern> patterns) {
    this.home = home;
    this.sources = sources;
    this.faults = faults;
    this.config = config;
    this.patterns = patterns;
  }

  /**
   * Ids that a case with this configuration may name: its own regions, and those of the file's, as
   * a case may leave one of them out. Empty if the configuration is faulty.
   */
  List<String> regions(Layer with) {
    var ids = new LinkedHashSet<String>();
    if (read(with.document()) instanceof ConfigResult.Valid valid) {
      ids.addAll(valid.config().regionIds());
      if (read(config.document()) instanceof ConfigResult.Valid shared) {
        ids.addAll(shared.config().regionIds());
      }
    }
    return List.copyOf(ids);
  }

  /** The configuration; empty if it is faulty. */
  Optional<ParallaxConfig> config(Layer with) {
    if (read(with.document()) instanceof ConfigResult.Valid valid) {
      return Optional.of(valid.config());
    }
    tell(((ConfigResult.Faulty) read(with.document())).faults(), with);
    return Optional.empty();
  }

  /** A router by this configuration that sees this fleet; empty if either is faulty. */
  Optional<DryRouter> router(Layer with, Layer fleet) {
    var known = rules.get(with.document());
    if (known == null) {
      known = config(with).map(DryRouter.Rules::of);
      rules.put(with.document(), known);
    }
    return known.flatMap(
        found -> fleet(fleet, found.config(), with).map(seen -> new DryRouter(found, seen)));
  }

  private Optional<Fleet> fleet(Layer fleet, ParallaxConfig of, Layer with) {
    var own = new Faults("");
    var seen = FleetReader.read(fleet.document(), of.regionIds(), regions(with), own);
    tell(own.sorted(), fleet);
    for (var pattern : patterns) {
      seen = seen.with(pattern);
    }
    return own.isEmpty() ? Optional.of(seen) : Optional.empty();
  }

  private ConfigResult read(ConfigNode document) {
    return configs.computeIfAbsent(document, ConfigReader::readUngated);
  }

  private void tell(List<ConfigFault> found, Layer of) {
    found.forEach(fault -> faults.add(of.place(fault, home, sources)));
  }
}
