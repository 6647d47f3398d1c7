package dev.parallax.router;

import dev.parallax.core.routing.Reason;
import dev.parallax.events.PartKind;
import dev.parallax.runtime.ops.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counters of what passes between this control plane and others (P7), looked up once. */
final class PartMeters {
  private final Meters meters;
  private final Map<String, Map<PartKind, Counter>> forwarded = new HashMap<>();
  private final Map<String, Counter> taken = new HashMap<>();
  private final Map<String, Counter> answers = new HashMap<>();

  /** Why a part was sent back, besides the reasons why a request is not routed (R19). */
  enum Obstacle {
    /** Another execution of the same id is known. */
    KNOWN_ID,
    /** More agents would be asked than one execution may ask. */
    TOO_MANY
  }

  /**
   * @param others the other regions that have a control plane
   */
  PartMeters(Meters meters, List<String> others) {
    this.meters = meters;
    for (var region : others) {
      var kinds = new EnumMap<PartKind, Counter>(PartKind.class);
      for (var kind : List.of(PartKind.EXECUTE, PartKind.CANCEL)) {
        kinds.put(kind, meters.forwardedParts(region, kind));
      }
      forwarded.put(region, kinds);
      taken.put(region, meters.takenParts(region));
      answers.put(region, meters.returnedAnswers(region));
      for (var reason : List.of(Reason.INSUFFICIENT_AGENTS, Reason.NO_ELIGIBLE_AGENT)) {
        meters.sentBackParts(region, reason);
      }
    }
  }

  /** A part for that region. */
  void forwarded(String region, PartKind kind) {
    forwarded.get(region).get(kind).increment();
  }

  /** Agents were asked for a part. */
  void taken(String origin) {
    increment(taken, origin);
  }

  /**
   * Nobody was asked for a part.
   *
   * @param reason a {@link Reason} or an {@link Obstacle}
   */
  void sentBack(String origin, Enum<?> reason) {
    meters.sentBackParts(origin, reason).increment();
  }

  /** An answer went back. */
  void answered(String origin) {
    increment(answers, origin);
  }

  /** Rows may outlive the region that they came from. */
  private static void increment(Map<String, Counter> counters, String origin) {
    var counter = counters.get(origin);
    if (counter != null) {
      counter.increment();
    }
  }
}
