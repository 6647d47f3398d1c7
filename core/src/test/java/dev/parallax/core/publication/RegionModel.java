package dev.parallax.core.publication;

import dev.parallax.core.publication.Fact.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One region in the model: what it has durably, and what it has said, in its order. What it reads
 * of the others comes in their order, and may come again.
 */
final class RegionModel {
  /** The rule under test, so that a wrong one can be put in its place. */
  interface Rule {
    Optional<Fact> next(
        Participant self, Agreement known, Supplier<Optional<String>> objection, boolean late);
  }

  final String region;
  final List<Fact> said = new ArrayList<>();
  Agreement known = Agreement.none();
  boolean late;
  boolean uses;
  private boolean storedBeforeLate;
  private boolean cancelledInTime;
  private final Participant self;
  private final Rule rule;
  private final boolean objects;

  RegionModel(String region, List<String> regions, Rule rule, boolean objects) {
    this.region = region;
    this.self = new Participant(region, "b", "a", regions);
    this.rule = rule;
    this.objects = objects;
  }

  void propose() {
    say(Fact.of(Kind.PROPOSE, region));
  }

  /** A fact of another region has arrived, once or again. */
  void hear(Fact fact) {
    known = known.with(fact);
  }

  /** One transaction: what is said and what it follows from are stored together, or neither is. */
  boolean step() {
    var next =
        rule.next(self, known, () -> objects ? Optional.of("objects") : Optional.empty(), late);
    next.ifPresent(this::say);
    return next.isPresent();
  }

  /** Its time is over from now on; what it said before counts. */
  void runOut() {
    if (!late) {
      late = true;
      storedBeforeLate = known.has(Kind.STORED, region);
    }
  }

  /** Its publisher gives it up; what it said before counts. */
  void cancel() {
    if (!known.has(Kind.CANCEL)) {
      cancelledInTime = !known.has(Kind.STORED, region);
      say(Fact.of(Kind.CANCEL, region, "cancelled"));
    }
  }

  boolean wasCancelledInTime() {
    return cancelledInTime;
  }

  boolean wasStoredBeforeLate() {
    return storedBeforeLate;
  }

  private void say(Fact fact) {
    said.add(fact);
    known = known.with(fact);
    uses |= fact.kind() == Kind.APPLIED;
  }
}
