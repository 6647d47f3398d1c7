package dev.parallax.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.health.AgentStep.Kept;
import dev.parallax.core.health.AgentStep.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of an agent's life whatever comes in, in whatever order, from whatever clock. */
class AgentRegistryPropertyTest {
  private static final long TTL = 30_000;

  private final AgentRegistry registry =
      new AgentRegistry(new AgentRules(Set.of("us-east-1", "eu-west-1"), TTL));

  /**
   * Something that happens to one agent.
   *
   * @param pause broker time since the event before
   * @param beat a heartbeat, sent by a clock that may be wrong; absent: only time passes
   * @param skew by how much its clock is wrong
   */
  record Event(long pause, Optional<Beats> beat, long skew) {}

  /** A report that was published, and when. */
  record Published(AgentReport report, long at) {}

  @Provide
  Arbitrary<List<Event>> lives() {
    var beats =
        Combinators.combine(
                Arbitraries.of("i-1", "i-2"),
                Arbitraries.of("us-east-1", "eu-west-1"),
                Arbitraries.of(Presence.values()),
                Arbitraries.of(0.0, 0.1, 0.3, 0.5, 0.9, 1.0),
                Arbitraries.integers().between(0, 4))
            .as((i, region, p, load, n) -> new Beats("a-1", i, region, p, load, n));
    return Combinators.combine(
            Arbitraries.longs().between(0, 12_000),
            beats.optional(0.7),
            Arbitraries.of(0L, 0L, -5_000L, 3_600_000L))
        .as(Event::new)
        .list()
        .ofMaxSize(60);
  }

  @Property
  void whatIsPublishedIsWhatIsKnownButForALoadOfTheLastFiveSeconds(
      @ForAll("lives") List<Event> life) {
    live(
        life,
        (known, published, now) -> {
          var last = published.get(published.size() - 1);
          assertThat(known.told()).isEqualTo(last.report());
          assertThat(last.report().differsAtOnce(known.current())).isFalse();
          // The load of an agent that is gone means nothing.
          if (known.current().connected() && last.report().load() != known.current().load()) {
            assertThat(now - last.at()).isLessThan(AgentRules.LOAD_EVERY_MS);
          }
        });
  }

  @Property
  void anAgentIsConnectedExactlyUntilItsHeartbeatsAreOlderThanTheTtl(
      @ForAll("lives") List<Event> life) {
    live(
        life,
        (known, published, now) -> {
          if (now - known.heardAt() > TTL) {
            assertThat(known.current().connected()).isFalse();
          } else if (!known.current().connected()) {
            assertThat(known.current().absence()).contains(AgentReport.Absence.LEFT);
          }
        });
  }

  @Property
  void reportsThatDifferOnlyInLoadAreFiveSecondsApart(@ForAll("lives") List<Event> life) {
    var all = live(life, (known, published, now) -> {});
    for (int i = 1; i < all.size(); i++) {
      var before = all.get(i - 1);
      var after = all.get(i);
      if (!before.report().differsAtOnce(after.report())) {
        assertThat(after.at() - before.at()).isGreaterThanOrEqualTo(AgentRules.LOAD_EVERY_MS);
      }
    }
  }

  @Property
  void aPublishedLoadIsAnEighthAndOneOnlyIfFull(@ForAll("lives") List<Event> life) {
    for (var published : live(life, (known, all, now) -> {})) {
      assertThat(published.report().load() * 8 % 1).isZero();
    }
  }

  @Property
  void nothingIsDueBeforeDueAt(@ForAll("lives") List<Event> life) {
    live(
        life,
        (known, published, now) -> {
          assertThat(registry.dueAt(known)).isGreaterThan(now);
          assertThat(registry.tick(known, registry.dueAt(known) - 1)).isEqualTo(new Kept(known));
        });
  }

  private interface Check {
    void after(Registration known, List<Published> published, long now);
  }

  /** Time passes a tick at a time, as the punctuator has it. */
  private List<Published> live(List<Event> life, Check check) {
    var published = new ArrayList<Published>();
    Optional<Registration> known = Optional.empty();
    long now = 1_000_000;
    for (var event : life) {
      for (long end = now + event.pause(); now < end; ) {
        now = Math.min(end, now + 500);
        known = tick(known, published, now);
      }
      known = beat(known, event, published, now);
      known = tick(known, published, now);
      if (known.isPresent()) {
        check.after(known.get(), published, now);
      }
    }
    return published;
  }

  private Optional<Registration> tick(
      Optional<Registration> known, List<Published> published, long now) {
    return known.isPresent() && registry.dueAt(known.get()) <= now
        ? apply(registry.tick(known.get(), now), known, published, now)
        : known;
  }

  private Optional<Registration> beat(
      Optional<Registration> known, Event event, List<Published> published, long now) {
    return event
        .beat()
        .map(b -> registry.heartbeat(known, b.at(now + event.skew()), now))
        .map(step -> apply(step, known, published, now))
        .orElse(known);
  }

  private static Optional<Registration> apply(
      AgentStep step, Optional<Registration> known, List<Published> published, long now) {
    if (step instanceof Told told) {
      published.add(new Published(told.next().told(), now));
      return Optional.of(told.next());
    }
    return step instanceof Kept kept ? Optional.of(kept.next()) : known;
  }
}
