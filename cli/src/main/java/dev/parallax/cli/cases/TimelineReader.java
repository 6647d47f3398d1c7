package dev.parallax.cli.cases;

import dev.parallax.cli.documents.Place;
import dev.parallax.cli.documents.Section;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.failover.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the timeline of one failover case. For one case. */
final class TimelineReader {
  private static final List<String> MOMENT =
      List.of("at", "probes", "silent", "observing", "agents", "traffic", "command", "expect");
  private static final List<String> RATE = List.of("executions", "failures");
  private static final List<String> COMMAND = List.of("kind", "from", "to", "force");

  /** Latest moment of a timeline, in ms: a week. */
  private static final long LATEST_MS = 604_800_000;

  private final List<String> regions;
  private long last;

  /**
   * @param regions that there are
   */
  TimelineReader(List<String> regions) {
    this.regions = regions;
  }

  /** The entries without those that are faulty; empty if there is nothing to check. */
  List<Moment> read(Section keys) {
    var moments = keys.readItems("timeline", this::moment);
    if (!moments.isEmpty() && moments.stream().allMatch(one -> one.expectation().isEmpty())) {
      keys.read("timeline", at -> at.refuse("expects nothing: add an entry with expect"));
      return List.of();
    }
    return moments;
  }

  private Optional<Moment> moment(Place place) {
    var keys = place.open(MOMENT);
    var at = keys.require("at", "the time from the start, such as 60s", this::time);
    var moment =
        new Moment(
            at.orElse(last),
            probes(keys),
            keys.readOneOrMore("silent", this::region),
            keys.readOneOrMore("observing", this::region),
            keys.section("agents", regions).readAll(n -> n.whole(0)),
            keys.section("traffic", regions).readAll(TimelineReader::rate),
            keys.read("command", TimelineReader::command),
            keys.read("expect", expected -> OutcomeReader.read(expected, regions)));
    return at.map(any -> moment);
  }

  private Optional<Long> time(Place at) {
    var time = at.millisOrZero();
    if (time.isPresent() && time.get() < last) {
      return at.refuse("is earlier than the entry before: keep the order of time");
    }
    if (time.isPresent() && time.get() > LATEST_MS) {
      return at.refuse("is later than 168h: end the timeline before");
    }
    time.ifPresent(ms -> last = ms);
    return time;
  }

  private Optional<String> region(Place at) {
    return ExpectationReader.region(at, regions);
  }

  private Map<String, Map<String, Outlook>> probes(Section keys) {
    return keys.section("probes", regions).readAll(this::seenByAll);
  }

  private Optional<Map<String, Outlook>> seenByAll(Place target) {
    var observers =
        regions.stream().filter(region -> !target.path().endsWith("." + region)).toList();
    if (target.node() instanceof ConfigNode.Mapping) {
      return Optional.of(target.open(observers).readAll(TimelineReader::outlook));
    }
    var seen = new LinkedHashMap<String, Outlook>();
    outlook(target).ifPresent(one -> observers.forEach(observer -> seen.put(observer, one)));
    return Optional.of(seen);
  }

  private static Optional<Outlook> outlook(Place at) {
    var word = word(at);
    if (word.isPresent()) {
      return word.map(answer -> new Outlook(answer, Outlook.AT_ONCE_MS));
    }
    return at.latency()
        .map(ms -> new Outlook(Outlook.Answer.OK, ms))
        .or(() -> at.refuse("is neither ok, fail, timeout, none nor a latency in ms such as 120"));
  }

  private static Optional<Outlook.Answer> word(Place at) {
    return at.node() instanceof ConfigNode.Scalar scalar
        ? Stream.of(Outlook.Answer.values())
            .filter(answer -> answer.name().toLowerCase(Locale.ROOT).equals(scalar.text()))
            .findFirst()
        : Optional.empty();
  }

  private static Optional<Moment.Rate> rate(Place at) {
    var keys = at.open(RATE);
    var executions = keys.require("executions", "how many end in a second", n -> n.whole(0));
    var failures = keys.read("failures", n -> n.whole(0)).orElse(0);
    if (executions.isPresent() && failures > executions.get()) {
      return keys.read("failures", n -> n.refuse("is more than executions, which it is part of"));
    }
    return executions.map(all -> new Moment.Rate(all, failures));
  }

  /**
   * Any kind and any region: that a wrong command is refused may be tested. Who gave it is the same
   * for all.
   */
  private static Optional<Command> command(Place at) {
    var keys = at.open(COMMAND);
    var kind = keys.require("kind", "failover, failback, drain or undrain", Place::text);
    var from = keys.read("from", Place::text);
    var to = keys.read("to", Place::text);
    boolean force = keys.read("force", Place::flag).orElse(false);
    return kind.map(word -> new Command("command-", kind(word), from, to, force, "operator"));
  }

  private static Command.Kind kind(String word) {
    return Stream.of(Command.Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElse(Command.Kind.UNKNOWN);
  }
}
