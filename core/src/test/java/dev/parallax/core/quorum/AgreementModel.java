package dev.parallax.core.quorum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All behaviours of three regions, breadth first, up to a number of published ballots.
 *
 * <p>A state is what each region has published. In a step one region takes for each other one ANY
 * ballot that was ever published, or none: so ballots are lost, late, repeated and out of order,
 * and a crash, after which only the own ballot is there, needs no step of its own. It holds any
 * region or none to lead, campaigns or not, and if it may propose it proposes one of two changes.
 * Time has no part in it: every behaviour that times allow is one of these. Where a test allows it
 * a region may once in a behaviour lose its ballot, and goes on with an empty one.
 *
 * <p>States that differ in the names of regions or changes only are one.
 */
final class AgreementModel {
  /** What was found: how many different states, to which depth, and the shortest way to a fault. */
  record Result(long states, int depth, Optional<String> fault) {}

  private record Node(Node parent, int region, int ballot) {}

  private static final int NONE = 3;
  private static final List<Optional<String>> LIVES = lives();

  private final Rules<String> rules;
  private final Set<Invariant> invariants;
  private final long terms;
  private final long numbers;
  private final boolean wipes;
  private final Alphabet alphabet = new Alphabet();
  private final Map<Long, int[]> nexts = new HashMap<>();
  private final Fingerprints fingerprints = new Fingerprints(alphabet);
  private final Set<Long> known = new HashSet<>();

  AgreementModel(Rules<String> rules, Set<Invariant> invariants, long terms, long numbers) {
    this(rules, invariants, terms, numbers, false);
  }

  /**
   * @param wipes whether one region may lose its ballot, once
   */
  AgreementModel(
      Rules<String> rules, Set<Invariant> invariants, long terms, long numbers, boolean wipes) {
    this.wipes = wipes;
    this.rules = rules;
    this.invariants = invariants;
    this.terms = terms;
    this.numbers = numbers;
    Alphabet.REGIONS.forEach(region -> alphabet.number(Ballot.none(region)));
  }

  /** Searches until a fault is found, nothing new is, or the depth is reached. */
  Result search(int depth) {
    List<Node> level = List.of(new Node(null, NONE, 0));
    for (int done = 0; done < depth; done++) {
      var next = new ArrayList<Node>();
      for (var node : level) {
        var fault = expand(node, next);
        if (fault.isPresent()) {
          return new Result(known.size(), done + 1, fault);
        }
      }
      if (next.isEmpty()) {
        return new Result(known.size(), done, Optional.empty());
      }
      level = next;
    }
    return new Result(known.size(), depth, Optional.empty());
  }

  private Optional<String> expand(Node node, List<Node> next) {
    int[][] published = published(node);
    long[][] prints = fingerprints.of(published);
    for (int region = 0; region < 3; region++) {
      for (int ballot : steps(published, region)) {
        if (known.add(fingerprints.after(prints, region, ballot))) {
          var reached = new Node(node, region, ballot);
          next.add(reached);
          var fault = fault(with(published, region, ballot), ballot);
          if (fault.isPresent()) {
            return Optional.of(fault.get() + trace(reached));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** What the region may publish next: one for every pair of ballots that it may have read. */
  private Set<Integer> steps(int[][] published, int region) {
    int[] own = published[region];
    var steps = new TreeSet<Integer>();
    if (wipes && own.length > 1 && Arrays.stream(published).noneMatch(AgreementModel::isWiped)) {
      steps.add(region);
    }
    for (int one : published[(region + 1) % 3]) {
      for (int other : published[(region + 2) % 3]) {
        for (int step : nexts(own[own.length - 1], one, other)) {
          steps.add(step);
        }
      }
    }
    return steps;
  }

  /** The numbers of the empty ballots are those of the regions. */
  private static boolean isWiped(int[] ofRegion) {
    return Arrays.stream(ofRegion).skip(1).anyMatch(ballot -> ballot < 3);
  }

  private int[] nexts(int own, int one, int other) {
    return nexts.computeIfAbsent(
        ((long) own << 40) | ((long) one << 20) | other, unused -> compute(own, one, other));
  }

  private int[] compute(int own, int one, int other) {
    var ballot = alphabet.ballot(own);
    var steps = new HashSet<Ballot<String>>();
    for (var ballots : orders(alphabet.ballot(one), alphabet.ballot(other))) {
      for (var live : LIVES) {
        steps.add(rules.next(ballot, ballots, live, false));
      }
      steps.add(rules.next(ballot, ballots, Optional.empty(), true));
      var base = ballot.committed().map(Proposal::value).orElse("");
      Alphabet.VALUES.forEach(
          change -> rules.propose(ballot, ballots, base + change).ifPresent(steps::add));
    }
    steps.remove(ballot);
    return steps.stream().filter(this::isWithin).mapToInt(alphabet::number).toArray();
  }

  /** The order decides only who gets the vote of two that ask for it. */
  private static List<List<Ballot<String>>> orders(Ballot<String> one, Ballot<String> other) {
    var order = List.of(one, other);
    return one.isCandidacy() && other.isCandidacy()
        ? List.of(order, List.of(other, one))
        : List.of(order);
  }

  private static List<Optional<String>> lives() {
    var lives = new ArrayList<Optional<String>>(List.of(Optional.empty()));
    Alphabet.REGIONS.forEach(region -> lives.add(Optional.of(region)));
    return lives;
  }

  private boolean isWithin(Ballot<String> ballot) {
    return ballot.term() <= terms && ballot.accepted().map(Proposal::number).orElse(0L) <= numbers;
  }

  private Optional<String> fault(int[][] published, int newest) {
    var ballots =
        Arrays.stream(published)
            .map(of -> Arrays.stream(of).mapToObj(alphabet::ballot).toList())
            .toList();
    return invariants.stream()
        .filter(invariant -> !invariant.holds(ballots, alphabet.ballot(newest)))
        .findFirst()
        .map(Invariant::name);
  }

  private static int[][] with(int[][] published, int region, int ballot) {
    var after = published.clone();
    after[region] = Arrays.copyOf(published[region], published[region].length + 1);
    after[region][published[region].length] = ballot;
    return after;
  }

  private static int[][] published(Node node) {
    int[][] published = {{0}, {1}, {2}};
    for (var step : way(node)) {
      published = with(published, step.region(), step.ballot());
    }
    return published;
  }

  private static List<Node> way(Node node) {
    var way = new ArrayList<Node>();
    for (var step = node; step.parent() != null; step = step.parent()) {
      way.add(0, step);
    }
    return way;
  }

  private String trace(Node last) {
    var text = new StringBuilder();
    for (var step : way(last)) {
      var ballot = alphabet.ballot(step.ballot());
      text.append("\n  ").append(ballot.region()).append(": term ").append(ballot.term());
      text.append(", votes for ").append(ballot.leader().orElse("nobody"));
      text.append(", accepted ").append(text(ballot.accepted()));
      text.append(", committed ").append(text(ballot.committed()));
    }
    return text.toString();
  }

  private static String text(Optional<Proposal<String>> proposal) {
    return proposal.map(p -> p.term() + "/" + p.number() + "=" + p.value()).orElse("nothing");
  }
}
