package dev.parallax.core.routing;

import java.util.List;
import java.util.Set;

/**
 * R9: regions that declare more of what is required first, then R6.
 *
 * @param declared capabilities by the region's position
 * @param exact whether only regions that declare all of them will do
 */
record Capability(List<Set<String>> declared, boolean exact) implements Strategy {
  Capability {
    declared = List.copyOf(declared);
  }

  @Override
  public String name() {
    return "capability";
  }

  @Override
  public Cause narrow(Ask ask, Place place, Deciding deciding) {
    return exact && !declared.get(place.target()).containsAll(deciding.required())
        ? Cause.NOT_DECLARED
        : Cause.ELIGIBLE;
  }

  @Override
  public Set<String> declaredBy(int region) {
    return declared.get(region);
  }

  @Override
  public Place choose(Ask ask, Deciding deciding) {
    Place best = null;
    int most = 0;
    for (int i = 0; i < deciding.size(); i++) {
      var place = deciding.place(i);
      if (place.isEligible()) {
        int count = countDeclared(place.target(), deciding.required());
        place.score(count);
        if (best == null || count > most || (count == most && Nearest.isNearer(place, best))) {
          best = place;
          most = count;
        }
      }
    }
    return best;
  }

  private int countDeclared(int region, Set<String> required) {
    int count = 0;
    for (var capability : required) {
      if (declared.get(region).contains(capability)) {
        count++;
      }
    }
    return count;
  }
}
