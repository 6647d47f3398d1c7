package dev.parallax.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads active-passive in all of its spellings (C1): {@code routing}, {@code routing.config} and
 * {@code disasterRecovery}.
 *
 * @param keys of routing
 * @param recovery of {@code disasterRecovery}
 * @param names of the regions
 * @param primary the default of F1
 */
record FailoverReader(RoutingKeys keys, Recovery recovery, RegionNames names, String primary) {
  private static final Duration COOLDOWN = Duration.ofMinutes(5);
  private static final Duration DELAY = Duration.ofMinutes(5);

  /** The order of F1 and R11. */
  Strategy.Failover strategy() {
    var first =
        Synonyms.agree(
            List.of(
                keys.routing().state("primary", names::read),
                keys.config().state("primary", names::read),
                recovery.primary()));
    var others = others();
    if (others.isEmpty() && !isOrderGiven()) {
      sayMissing();
    }
    var order = new ArrayList<String>();
    order.add(first.map(Stated::value).orElse(primary));
    others.ifPresent(stated -> append(stated, order));
    return new Strategy.Failover(order, isAutomatic());
  }

  /**
   * What moves the active region.
   *
   * @param activePassive whether anything does
   */
  FailoverPolicy policy(boolean activePassive, FailoverPolicy.Triggers triggers) {
    var failback =
        FailbackKeys.read(keys.config().section("failback", FailbackKeys.KEYS))
            .agree(recovery.failback());
    var otherwise = recovery.mode().map(Stated::value).orElse(FailoverPolicy.Mode.NONE);
    return new FailoverPolicy(
        activePassive ? FailoverPolicy.Mode.ACTIVE_PASSIVE : otherwise,
        isAutomatic(),
        recovery.failover().read("cooldown", COOLDOWN, Durations::orZero),
        failback.enabled().map(Stated::value).orElse(true),
        failback.delay().map(Stated::value).orElse(DELAY),
        failback.ramp().map(Stated::value).orElse(Duration.ZERO),
        triggers);
  }

  private boolean isAutomatic() {
    return recovery.failover().read("automatic", true, Cursor::flag);
  }

  private Optional<Stated<List<String>>> others() {
    var spellings = new ArrayList<Optional<Stated<List<String>>>>();
    for (var fields : List.of(keys.routing(), keys.config())) {
      spellings.add(fields.state("failoverOrder", at -> Recovery.some(names.readSome(at))));
      spellings.add(fields.state("secondary", at -> names.read(at).map(List::of)));
    }
    spellings.add(recovery.standby());
    return Synonyms.agree(spellings);
  }

  private static void append(Stated<List<String>> others, List<String> order) {
    if (others.value().contains(order.get(0))) {
      others.at().refuse("F1", "names the primary, " + order.get(0) + ", which comes first anyway");
    }
    others.value().stream().filter(region -> !order.contains(region)).forEach(order::add);
  }

  /** Given, but not readable, which is a fault already. */
  private boolean isOrderGiven() {
    return recovery.fields().at("standby").isPresent()
        || List.of(keys.routing(), keys.config()).stream()
            .anyMatch(
                fields ->
                    fields.at("failoverOrder").isPresent() || fields.at("secondary").isPresent());
  }

  private void sayMissing() {
    var whatToDo = "name the regions that stand in for the primary, in order";
    if (recovery.is(FailoverPolicy.Mode.ACTIVE_PASSIVE)) {
      recovery.fields().missing("standby", "F1", whatToDo);
    } else {
      keys.routing().missing("failoverOrder", "F1", whatToDo);
    }
  }
}
