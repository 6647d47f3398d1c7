package dev.parallax.core.routing;

import dev.parallax.core.fleet.EligibleAgents;
import dev.parallax.core.fleet.Rendezvous;
import java.util.ArrayList;
import java.util.List;

/** Chooses distinct agents, slot by slot (R12, R14). */
final class Selection {
  private final Deciding deciding;
  private final List<Target> targets = new ArrayList<>(1);

  Selection(Deciding deciding) {
    this.deciding = deciding;
  }

  /** The agents of one region: {@code min} of them, or up to {@code max}. */
  List<Target> from(Place place) {
    var wanted = deciding.constraints().agents();
    int count =
        wanted.max().isPresent()
            ? Math.min(wanted.max().getAsInt(), place.agents().count())
            : wanted.min();
    take(place.agents(), count);
    place.chosen(count);
    return targets;
  }

  /** {@code each} agents from every place, then {@code total} in all, by spare capacity (R14). */
  List<Target> fromEach(List<Place> places, int each, int total) {
    var left = new ArrayList<EligibleAgents>(places.size());
    var chosen = new int[places.size()];
    for (int i = 0; i < places.size(); i++) {
      left.add(take(places.get(i).agents(), each));
      chosen[i] = each;
    }
    while (targets.size() < total) {
      int i = widest(places, left);
      left.set(i, take(left.get(i), 1));
      chosen[i]++;
    }
    for (int i = 0; i < chosen.length; i++) {
      places.get(i).chosen(chosen[i]);
    }
    return targets;
  }

  /** Which place gives the next agent: a weighted rendezvous on what each has left. */
  private int widest(List<Place> places, List<EligibleAgents> left) {
    long seed = slotSeed();
    int best = -1;
    double least = 0;
    for (int i = 0; i < left.size(); i++) {
      if (left.get(i).count() > 0) {
        long hash = deciding.regions().hash(places.get(i).target());
        double score = Rendezvous.exponential(Rendezvous.hash(seed, hash)) / left.get(i).spare();
        if (best < 0 || score < least) {
          best = i;
          least = score;
        }
      }
    }
    return best;
  }

  private EligibleAgents take(EligibleAgents agents, int count) {
    var left = agents;
    for (int i = 0; i < count; i++) {
      var agent = left.choose(slotSeed()).orElseThrow();
      targets.add(new Target(targets.size(), agent.region(), agent.id(), agent.partition()));
      if (i + 1 < count || deciding.constraints().agents().distribution().isPresent()) {
        left = left.without(agent);
      }
    }
    return left;
  }

  private long slotSeed() {
    return Rendezvous.hash(deciding.attemptSeed(), targets.size() + 1L);
  }
}
