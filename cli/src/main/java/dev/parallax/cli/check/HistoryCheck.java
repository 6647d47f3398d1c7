package dev.parallax.cli.check;

import dev.parallax.cli.check.Journal.Told;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.RegionState;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * F7, F8: every change of the failover state raises the epoch by one and nothing else does, an
 * epoch is the same change and has the same active region whoever tells it, and nobody saw an epoch
 * that never was.
 */
final class HistoryCheck implements Check {
  private static final String RULE = "F7";
  private static final Set<FailoverKind> CHANGES =
      EnumSet.of(
          FailoverKind.FAILOVER,
          FailoverKind.FAILBACK,
          FailoverKind.EVACUATE,
          FailoverKind.RETURN,
          FailoverKind.DRAIN,
          FailoverKind.UNDRAIN);

  /** Whether it changes the failover state. */
  static boolean isChange(FailoverEvent event) {
    return CHANGES.contains(event.getKind());
  }

  @Override
  public void of(Journals journals, Consumer<Violation> found) {
    Map<Long, String> changes = new HashMap<>();
    Map<Long, String> actives = new HashMap<>();
    for (var journal : journals.all()) {
      events(journal, changes, found);
      states(journal, actives, found);
      long last = last(journal);
      journal.stories().values().forEach(story -> seen(story, last, found));
    }
  }

  private static void events(
      Journal journal, Map<Long, String> changes, Consumer<Violation> found) {
    Told<FailoverEvent> before = null;
    for (var told : journal.failovers()) {
      var event = told.record();
      long known = before == null ? event.getEpoch() - 1 : before.record().getEpoch();
      boolean begins = before == null && (told.at().offset() > 0 || !isChange(event));
      long expected = isChange(event) ? known + 1 : known;
      if (before == null && !begins) {
        expected = 1;
      }
      if (event.getEpoch() != expected && !begins) {
        found.accept(
            violation(
                told.at(),
                event.getEpoch(),
                "%s with epoch %d, where it must be %d"
                    .formatted(event.getKind(), event.getEpoch(), expected)));
      }
      if (isChange(event)) {
        var text = "%s %s to %s".formatted(event.getKind(), event.getFrom(), event.getTo());
        agree("F8", changes, event.getEpoch(), text, told.at(), found);
      }
      before = told;
    }
  }

  private static void states(
      Journal journal, Map<Long, String> actives, Consumer<Violation> found) {
    Map<String, Told<RegionState>> last = new HashMap<>();
    for (var told : journal.regions()) {
      var state = told.record();
      var before = last.put(state.getRegion(), told);
      if (before != null && before.record().getEpoch() > state.getEpoch()) {
        found.accept(
            violation(
                told.at(),
                state.getEpoch(),
                "%s fell back from epoch %d at %s"
                    .formatted(state.getRegion(), before.record().getEpoch(), before.at())));
      }
      if (state.getActive()) {
        agree("F1", actives, state.getEpoch(), state.getRegion(), told.at(), found);
      }
    }
  }

  private static void agree(
      String rule,
      Map<Long, String> known,
      long epoch,
      String text,
      Place at,
      Consumer<Violation> found) {
    var before = known.putIfAbsent(epoch, text);
    if (before != null && !before.equals(text)) {
      found.accept(
          new Violation(
              rule, "epoch " + epoch, at, "%s here, and elsewhere %s".formatted(text, before)));
    }
  }

  private static void seen(Story story, long last, Consumer<Violation> found) {
    for (var decided : story.decisions()) {
      if (decided.epoch() > last) {
        found.accept(
            new Violation(
                RULE,
                story.id(),
                decided.at(),
                "saw epoch %d, of %d that were told".formatted(decided.epoch(), last)));
      }
    }
  }

  /** The highest epoch that a cluster's topics tell of. */
  private static long last(Journal journal) {
    long told =
        journal.failovers().stream().mapToLong(each -> each.record().getEpoch()).max().orElse(0);
    return journal.regions().stream()
        .mapToLong(each -> each.record().getEpoch())
        .reduce(told, Math::max);
  }

  private static Violation violation(Place at, long epoch, String what) {
    return new Violation(RULE, "epoch " + epoch, at, what);
  }
}
