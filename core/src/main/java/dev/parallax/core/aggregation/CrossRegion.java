package dev.parallax.core.aggregation;

import dev.parallax.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * X5: consensus inside each region first; a region that has it gives one vote, for the value it
 * agreed on and with that consensus's confidence, in the name of its winners' smallest agent id.
 * Then consensus of the regions, by the same threshold and comparison. The whole is every region of
 * the ballot, so one without inner consensus or answer counts against it. The reason names those,
 * and who stands against whom.
 *
 * @param inner consensus inside each region, and its threshold for the regions
 */
record CrossRegion(Consensus inner) implements Aggregator {
  @Override
  public boolean judgesSilence() {
    return true;
  }

  @Override
  public Verdict aggregate(Ballot ballot) {
    var winners = new TreeMap<String, List<String>>();
    var regions = new TreeMap<String, RegionVotes>();
    var votes = new ArrayList<Vote>();
    for (var region : ballot.regions()) {
      var inside = ballot.of(region);
      var verdict = inner.aggregate(Ballot.of(inside, List.of()));
      regions.put(region, RegionVotes.of(inside, verdict.value()));
      if (verdict.value().isPresent()) {
        winners.put(region, verdict.agents());
        votes.add(vote(region, verdict.value().get(), verdict));
      }
    }
    return verdict(votes, winners, regions);
  }

  private Verdict verdict(
      List<Vote> votes,
      SortedMap<String, List<String>> winners,
      SortedMap<String, RegionVotes> regions) {
    if (regions.values().stream().allMatch(RegionVotes::isSilent)) {
      return Verdict.none(NO_ANSWER, regions);
    }
    var camps = inner.agreement().camps(votes);
    int agreeing = camps.isEmpty() ? 0 : camps.get(0).size();
    var share = Share.of(agreeing, regions.size());
    if (camps.isEmpty() || !share.reaches(inner.threshold())) {
      return Verdict.none(reason(share, camps, regions), regions).agreedBy(share);
    }
    var largest = camps.get(0);
    var agents =
        largest.votes().stream()
            .flatMap(vote -> winners.get(vote.region()).stream())
            .sorted()
            .toList();
    return Verdict.won(largest.value(), share.of(largest.meanConfidence()), agents, regions)
        .agreedBy(share);
  }

  private static Vote vote(String region, Json value, Verdict verdict) {
    return new Vote(verdict.agents().get(0), region, value, verdict.confidence().getAsDouble());
  }

  private String reason(Share share, List<Camp> camps, SortedMap<String, RegionVotes> regions) {
    var reason =
        new StringBuilder(
            "no consensus across regions: %s regions agree, %s needed"
                .formatted(share, Share.plain(inner.threshold())));
    if (camps.size() > 1) {
      reason.append("; ").append(sides(camps));
    }
    var silent = named(regions, true);
    if (!silent.isEmpty()) {
      reason.append("; no answer from ").append(silent);
    }
    var divided = named(regions, false);
    if (!divided.isEmpty()) {
      reason.append("; no inner consensus in ").append(divided);
    }
    return reason.toString();
  }

  private static String sides(List<Camp> camps) {
    return camps.stream()
        .map(camp -> camp.votes().stream().map(Vote::region).sorted())
        .map(side -> side.collect(Collectors.joining(", ")))
        .collect(Collectors.joining(" against "));
  }

  /** Regions that have no vote, because they were silent or because they were not. */
  private static String named(SortedMap<String, RegionVotes> regions, boolean silent) {
    return regions.entrySet().stream()
        .filter(region -> region.getValue().agreed().isEmpty())
        .filter(region -> region.getValue().isSilent() == silent)
        .map(region -> region.getKey())
        .collect(Collectors.joining(", "));
  }
}
