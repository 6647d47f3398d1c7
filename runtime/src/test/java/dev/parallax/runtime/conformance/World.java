package dev.parallax.runtime.conformance;

import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.ConfigReader;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.EffectiveConfig;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Request;
import dev.parallax.core.routing.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a case decides with.
 *
 * @param router of its configuration
 * @param fleet with the patterns
 */
record World(Router router, Fleet fleet) {

  static World of(ConfigNode config, ConfigNode fleet, List<?> patterns) {
    var read = config(config);
    var snapshot = FleetDocument.read(Documents.plain(fleet), read.regionIds());
    for (var pattern : patterns) {
      snapshot = snapshot.with(PatternDocument.read(pattern));
    }
    return new World(Router.of(read, EffectiveConfig.hash(read)), snapshot);
  }

  Set<String> inputPaths() {
    var paths = new TreeSet<>(router.inputPaths());
    paths.addAll(fleet.inputPaths());
    return paths;
  }

  List<Decision> decide(List<Request> requests) {
    var decisions = new ArrayList<Decision>();
    requests.forEach(request -> decisions.add(router.decide(request, fleet)));
    return decisions;
  }

  private static ParallaxConfig config(ConfigNode document) {
    var result = ConfigReader.readUngated(document);
    if (result instanceof ConfigResult.Valid valid) {
      return valid.config();
    }
    throw new IllegalArgumentException(((ConfigResult.Faulty) result).faults().toString());
  }
}
