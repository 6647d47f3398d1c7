package dev.parallax.cli.check;

import dev.parallax.cli.check.Journal.Told;
import dev.parallax.core.config.FailoverPolicy;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * F1, F8, P2: in the end every cluster tells of every region, all tell the same failover state, and
 * the same version of every pattern that may be in all of them.
 */
final class ViewsCheck implements Check {
  private static final String RULE = "F8";

  @Override
  public void of(Journals journals, Consumer<Violation> found) {
    Map<String, String> told = new HashMap<>();
    journals.all().forEach(journal -> states(journals, journal, told, found));
    patterns(journals, found);
  }

  private static void states(
      Journals journals, Journal journal, Map<String, String> told, Consumer<Violation> found) {
    Map<String, Told<RegionState>> last = new LinkedHashMap<>();
    journal.regions().forEach(each -> last.put(each.record().getRegion(), each));
    long epoch =
        journal.failovers().stream()
            .filter(each -> HistoryCheck.isChange(each.record()))
            .mapToLong(each -> each.record().getEpoch())
            .max()
            .orElse(-1);
    int active = 0;
    for (var region : journals.config().regionIds()) {
      var state = last.get(region);
      if (state == null) {
        found.accept(
            new Violation(RULE, region, journal.missing("regions"), "nothing is told of it"));
        continue;
      }
      active += state.record().getActive() ? 1 : 0;
      if (epoch >= 0 && state.record().getEpoch() != epoch) {
        found.accept(
            new Violation(
                "F7",
                region,
                state.at(),
                "is told with epoch %d, the last is %d"
                    .formatted(state.record().getEpoch(), epoch)));
      }
      agree(RULE, region, text(state.record()), state.at(), told, found);
    }
    boolean oneActive = journals.config().failover().mode() == FailoverPolicy.Mode.ACTIVE_PASSIVE;
    if (oneActive && active != 1) {
      found.accept(
          new Violation(
              "F1", "regions", journal.missing("regions"), active + " of them are active"));
    }
  }

  private static String text(RegionState state) {
    return "%s%s%s in epoch %d"
        .formatted(
            state.getServing(),
            state.getActive() ? " active" : "",
            state.getRedirect() == null ? "" : " to " + state.getRedirect(),
            state.getEpoch());
  }

  private static void agree(
      String rule,
      String subject,
      String text,
      Place at,
      Map<String, String> told,
      Consumer<Violation> found) {
    var before = told.putIfAbsent(subject, text);
    if (before != null && !before.equals(text)) {
      found.accept(
          new Violation(rule, subject, at, "%s here, and elsewhere %s".formatted(text, before)));
    }
  }

  private static void patterns(Journals journals, Consumer<Violation> found) {
    if (!journals.config().replication().patterns().enabled()) {
      return;
    }
    var hidden = journals.config().replication().patterns().excludePatterns();
    var first = new TreeMap<String, String>();
    for (var journal : journals.all()) {
      journal.standing().values().stream()
          .filter(pattern -> hidden.stream().noneMatch(glob -> isLike(pattern.getName(), glob)))
          .forEach(
              pattern ->
                  agree(
                      "P2",
                      pattern.getName(),
                      text(pattern),
                      journal.missing("patterns-view"),
                      first,
                      found));
    }
    first
        .keySet()
        .forEach(
            name ->
                journals.all().stream()
                    .filter(journal -> !journal.standing().containsKey(name))
                    .forEach(
                        journal ->
                            found.accept(
                                new Violation(
                                    "P2",
                                    name,
                                    journal.missing("patterns-view"),
                                    "is not here, and elsewhere it is"))));
  }

  private static String text(PatternDefinition pattern) {
    return "version %s of %s%s"
        .formatted(
            pattern.getVersion(), pattern.getRegion(), pattern.getDeleted() ? ", deleted" : "");
  }

  /** {@code *} is any text, {@code ?} any character (P1). */
  private static boolean isLike(String name, String glob) {
    var regex =
        glob.chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    return name.matches("(?s)" + regex);
  }
}
