package dev.parallax.core.fleet;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The newest pattern of every name, and the paths of the input that they read. Immutable. */
final class PatternBook {
  static final PatternBook EMPTY = new PatternBook(WeightedTree.empty());

  private final WeightedTree<Pattern> patterns;
  // Made when first asked for: a start that reads thousands of patterns asks once, at its end.
  private volatile Set<String> inputPaths;

  private PatternBook(WeightedTree<Pattern> patterns) {
    this.patterns = patterns;
  }

  Optional<Pattern> find(String name) {
    return Optional.ofNullable(patterns.find(name)).map(WeightedTree.Entry::value);
  }

  PatternBook with(Pattern pattern) {
    return new PatternBook(patterns.with(WeightedTree.Entry.of(pattern.name(), 0, pattern)));
  }

  PatternBook without(String name) {
    return new PatternBook(patterns.without(Rendezvous.hash(name), name));
  }

  Set<String> inputPaths() {
    var known = inputPaths;
    if (known == null) {
      var paths = new TreeSet<String>();
      patterns.forEach(
          entry -> {
            if (entry.value().agents().region() instanceof RegionWish.Template template) {
              paths.addAll(template.paths());
            }
          });
      known = Set.copyOf(paths);
      inputPaths = known;
    }
    return known;
  }
}
