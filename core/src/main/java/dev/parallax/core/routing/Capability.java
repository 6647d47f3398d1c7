package dev.parallax.core.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** R9: regions that declare more of what is required first, then R6. */
final class Capability implements Strategy {
  private final List<Set<String>> declared;
  private final Map<String, RegionSet> declaring;
  private final RegionSet nowhere;
  private final boolean exact;

  /**
   * @param declared capabilities by the region's position
   * @param exact whether only regions that declare all of them will do
   */
  Capability(List<Set<String>> declared, boolean exact) {
    this.declared = List.copyOf(declared);
    this.declaring = new HashMap<>();
    this.nowhere = RegionSet.of(declared.size());
    this.exact = exact;
    for (var capability : union(declared)) {
      declaring.put(capability, RegionSet.of(declared.size(), declarers(capability)));
    }
  }

  @Override
  public String name() {
    return "capability";
  }

  @Override
  public Cause narrow(Ask ask, int region, int target, Deciding deciding) {
    return exact && !declared.get(target).containsAll(deciding.required())
        ? Cause.NOT_DECLARED
        : Cause.ELIGIBLE;
  }

  @Override
  public Set<String> declaredBy(int region) {
    return declared.get(region);
  }

  @Override
  public Place choose(Ask ask, Deciding deciding) {
    var required = new ArrayList<RegionSet>(deciding.required().size());
    for (var capability : deciding.required()) {
      required.add(declaring.getOrDefault(capability, nowhere));
    }
    var rules = new ByDeclared(required, deciding);
    deciding.measureBy(place -> rules.declaredBy(place.target()));
    return Contest.winner(deciding, rules);
  }

  private int[] declarers(String capability) {
    return IntStream.range(0, declared.size())
        .filter(region -> declared.get(region).contains(capability))
        .toArray();
  }

  private static Set<String> union(Collection<Set<String>> sets) {
    var union = new HashSet<String>();
    sets.forEach(union::addAll);
    return union;
  }

  /**
   * The most declared first.
   *
   * @param required the regions that declare it, for each required capability; not copied
   */
  private record ByDeclared(List<RegionSet> required, Deciding deciding) implements Contest.Rules {
    @Override
    public boolean admits(int region) {
      return true;
    }

    @Override
    public int rank(int region) {
      return -declaredBy(deciding.targetOf(region));
    }

    @Override
    public double score(int region) {
      return deciding.latency(region);
    }

    int declaredBy(int region) {
      int count = 0;
      for (int i = 0; i < required.size(); i++) {
        if (required.get(i).contains(region)) {
          count++;
        }
      }
      return count;
    }
  }
}
