package dev.parallax.core.config;

import java.time.Duration;
import java.util.List;

/** Reads the small sections: {@code agents}, {@code executions}, {@code input}. */
final class BasicsReader {
  /** A request must fit into a record of 1 MiB with all its other fields. */
  private static final int MAX_INPUT_BYTES = 1_000_000;

  private static final Duration IDEMPOTENCE = Duration.ofHours(1);

  private BasicsReader() {}

  static Agents agents(Fields root) {
    var fields = root.section("agents", List.of("heartbeat", "ttl"));
    var heartbeat = fields.read("heartbeat", Duration.ofSeconds(10), Durations::positive);
    var ttl = fields.state("ttl", Durations::positive);
    ttl.filter(stated -> stated.value().compareTo(heartbeat) <= 0)
        .ifPresent(
            stated ->
                stated
                    .at()
                    .refuse(
                        "H6",
                        "is not longer than the heartbeat of "
                            + Durations.print(heartbeat)
                            + ": every agent would be lost between two"));
    return new Agents(heartbeat, ttl.map(Stated::value).orElse(heartbeat.multipliedBy(3)));
  }

  static Executions executions(Fields root, Duration hold) {
    var fields = root.section("executions", List.of("timeout", "retries", "idempotence"));
    var timeout = fields.read("timeout", Duration.ofSeconds(30), Durations::positive);
    int retries = fields.read("retries", 1, at -> at.whole(0, 100));
    var idempotence = fields.read("idempotence", IDEMPOTENCE, Durations::positive);
    var needed = timeout.multipliedBy(retries + 1L).plus(hold);
    if (idempotence.compareTo(needed) < 0) {
      sayTooShort(fields, idempotence, needed);
    }
    return new Executions(timeout, retries, idempotence);
  }

  static InputLimits input(Fields root) {
    var fields = root.section("input", List.of("maxBytes", "maxDepth"));
    return new InputLimits(
        fields.read("maxBytes", MAX_INPUT_BYTES, at -> at.whole(1, MAX_INPUT_BYTES)),
        fields.read("maxDepth", 64, at -> at.whole(1, 1_000)));
  }

  private static void sayTooShort(Fields fields, Duration idempotence, Duration needed) {
    var given = fields.at("idempotence");
    var why =
        Durations.print(needed)
            + " = timeout x (retries + 1) + routing.hold, so that requests without a deadline of"
            + " their own would be invalid";
    if (given.isPresent()) {
      given.get().refuse("R22", "is less than " + why);
    } else {
      var standard = Durations.print(idempotence);
      fields.missing("idempotence", "R22", "its default, " + standard + ", is less than " + why);
    }
  }
}
