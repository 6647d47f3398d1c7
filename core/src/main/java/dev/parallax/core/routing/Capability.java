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
    deciding.measureBy(place -> countDeclared(place.target(), deciding.required()));
    int most = deciding.required().size();
    var contest = new Contest(deciding);
    for (int i = 0; i < deciding.size(); i++) {
      int target = deciding.targetOf(i);
      if (target >= 0) {
        contest.enter(i, most - countDeclared(target, deciding.required()), deciding.latency(i));
      }
    }
    return contest.winner();
  }

  private int countDeclared(int region, Set<String> required) {
    var offered = declared.get(region);
    if (offered.isEmpty()) {
      return 0;
    }
    int count = 0;
    for (var capability : required) {
      if (offered.contains(capability)) {
        count++;
      }
    }
    return count;
  }
}
