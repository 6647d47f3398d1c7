package dev.parallax.core.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.fleet.Health;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every history, whatever happens in it. */
class FailoverPropertyTest {
  private static final List<String> REGIONS = List.of("us", "eu", "ap");
  private static final long COOLDOWN = 100_000;

  /**
   * Something that happens.
   *
   * @param changed region whose facts are new
   * @param order what an operator orders; absent if nothing
   * @param later ms since what happened before
   */
  record Happening(String changed, Health health, int agents, Optional<Command> order, int later) {}

  /** One step of a history. */
  record Lived(FailoverState before, Event event, Step step, long now) {}

  @Provide
  Arbitrary<List<Happening>> happenings() {
    var region = Arbitraries.of(REGIONS);
    var named = Arbitraries.of("us", "eu", "ap", "mars").optional(0.8);
    var command =
        Combinators.combine(
                Arbitraries.integers().between(1, 60),
                Arbitraries.of(Command.Kind.values()),
                named,
                named,
                Arbitraries.of(true, false))
            .as((id, kind, from, to, force) -> new Command("c-" + id, kind, from, to, force, "al"));
    return Combinators.combine(
            region,
            Arbitraries.of(Health.values()),
            Arbitraries.integers().between(0, 2),
            command.optional(0.4),
            Arbitraries.integers().between(0, 90_000))
        .as(Happening::new)
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<FailoverRules> rules() {
    return Arbitraries.of(List.<String>of(), REGIONS)
        .map(order -> new FailoverRules(REGIONS, order, true, COOLDOWN, true, 60_000, 30_000, 1));
  }

  @Property
  void theEpochRisesByOneWithEveryChangeAndNeverOtherwise(
      @ForAll("rules") FailoverRules rules, @ForAll("happenings") List<Happening> happenings) {
    var ids = new HashSet<String>();
    for (var lived : live(rules, happenings)) {
      long epoch = lived.before().epoch();
      for (var notice : lived.step().notices()) {
        epoch += notice.kind().isChange() ? 1 : 0;
        assertThat(notice.epoch()).isEqualTo(epoch);
        assertThat(ids.add(notice.id())).as("ids are given once").isTrue();
      }
      assertThat(lived.step().state().epoch()).isEqualTo(epoch);
      if (lived.step().notices().stream().noneMatch(notice -> notice.kind().isChange())) {
        assertThat(roles(lived.step().state(), false)).isEqualTo(roles(lived.before(), false));
      }
    }
  }

  @Property
  void oneRegionIsActiveInActivePassiveAndNoneOtherwise(
      @ForAll("rules") FailoverRules rules, @ForAll("happenings") List<Happening> happenings) {
    for (var lived : live(rules, happenings)) {
      var roles = roles(lived.step().state(), true);
      assertThat(roles).filteredOn(Role::active).hasSize(rules.activePassive() ? 1 : 0);
      assertThat(roles)
          .filteredOn(role -> !role.active())
          .allSatisfy(role -> assertThat(role.ramp()).isEmpty());
    }
  }

  @Property
  void evacuationsNeverLeadInACircle(@ForAll("happenings") List<Happening> happenings) {
    var rules = new FailoverRules(REGIONS, List.of(), true, COOLDOWN, true, 60_000, 0, 1);
    for (var lived : live(rules, happenings)) {
      var redirects = lived.step().state().redirects();
      for (var region : REGIONS) {
        var at = region;
        for (int steps = 0; redirects.containsKey(at); steps++) {
          assertThat(steps).isLessThan(REGIONS.size());
          at = redirects.get(at);
        }
      }
    }
  }

  @Property
  void theSameHistoryLeadsToTheSameState(
      @ForAll("rules") FailoverRules rules, @ForAll("happenings") List<Happening> happenings) {
    assertThat(live(rules, happenings)).isEqualTo(live(rules, happenings));
  }

  @Property
  void onlyForceMakesAnUnfitRegionActive(@ForAll("happenings") List<Happening> happenings) {
    var rules = new FailoverRules(REGIONS, REGIONS, true, COOLDOWN, true, 60_000, 30_000, 1);
    for (var lived : live(rules, happenings)) {
      for (var notice : lived.step().notices()) {
        if (isMove(notice) && notice.skipped().isEmpty()) {
          var to = notice.to().orElseThrow();
          var facts = lived.event().sight().of(to);
          assertThat(facts.effective()).isIn(Health.HEALTHY, Health.DEGRADED);
          assertThat(facts.agents()).isPositive();
          assertThat(lived.before().drained()).doesNotContain(undrained(lived, to));
        }
      }
    }
  }

  @Property
  void twoAutomaticFailoversAreNeverCloserThanTheCooldown(
      @ForAll("happenings") List<Happening> happenings) {
    var rules = new FailoverRules(REGIONS, REGIONS, true, COOLDOWN, true, 60_000, 30_000, 1);
    long last = -COOLDOWN;
    for (var lived : live(rules, happenings)) {
      for (var notice : lived.step().notices()) {
        if (notice.kind() == Notice.Kind.FAILOVER && notice.by().equals(Notice.AUTOMATIC)) {
          assertThat(notice.at() - last).isGreaterThanOrEqualTo(COOLDOWN);
          last = notice.at();
        }
      }
    }
  }

  @Property
  void aCommandThatIsReadAgainChangesNothing(
      @ForAll("rules") FailoverRules rules, @ForAll("happenings") List<Happening> happenings) {
    for (var lived : live(rules, happenings)) {
      if (lived.event() instanceof Event.Ordered) {
        var again = new Failover(rules).step(lived.step().state(), lived.event(), lived.now());
        assertThat(again.notices()).noneMatch(notice -> notice.command().isPresent());
      }
    }
  }

  private static boolean isMove(Notice notice) {
    return notice.from().isPresent()
        && (notice.kind() == Notice.Kind.FAILOVER || notice.kind() == Notice.Kind.FAILBACK);
  }

  /** A region that this very step undrains may become active in it. */
  private static String undrained(Lived lived, String region) {
    return lived.step().state().drained().contains(region) ? region : "";
  }

  /** All roles, as the changes of F7 make them: a ramp may end and a force be over without one. */
  private static List<Role> roles(FailoverState state, boolean whole) {
    return REGIONS.stream()
        .map(state::role)
        .map(
            role ->
                whole
                    ? role
                    : new Role(
                        ServingMode.SERVING,
                        role.redirect(),
                        role.active(),
                        false,
                        role.pinned(),
                        role.epoch(),
                        Optional.empty(),
                        0))
        .toList();
  }

  private static List<Lived> live(FailoverRules rules, List<Happening> happenings) {
    var failover = new Failover(rules);
    var state = failover.begin(Optional.empty(), 0).state();
    Map<String, RegionFacts> facts = new HashMap<>();
    var all = new ArrayList<Lived>();
    long now = 0;
    for (var happening : happenings) {
      now += happening.later();
      var known = facts.getOrDefault(happening.changed(), RegionFacts.NONE);
      facts.put(happening.changed(), after(known, happening, now));
      var sight = new Sight(facts);
      long at = now;
      Event event =
          happening
              .order()
              .<Event>map(command -> new Event.Ordered(command, at, sight))
              .orElseGet(() -> new Event.Seen(sight));
      var step = failover.step(state, event, now);
      all.add(new Lived(state, event, step, now));
      state = step.state();
    }
    return all;
  }

  private static RegionFacts after(RegionFacts known, Happening happening, long now) {
    var health = happening.health();
    return new RegionFacts(
        health,
        health == Health.UNKNOWN ? known.lastVerdict() : health,
        "as it happened",
        health == known.health() ? known.since() : now,
        happening.agents());
  }
}
