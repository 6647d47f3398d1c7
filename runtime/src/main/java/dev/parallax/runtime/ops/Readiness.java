package dev.parallax.runtime.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether this process, and nothing but this process, can do its work (H8): named checks, each of
 * which gives nothing, or one sentence saying what is missing. Safe for use by several threads.
 */
public final class Readiness {

  private final Map<String, Supplier<Optional<String>>> checks = new LinkedHashMap<>();

  /**
   * One thing that is missing.
   *
   * @param check name of the check
   * @param message one sentence for people
   */
  public record Reason(String check, String message) {}

  /**
   * Adds a check, or replaces the one of that name. It is asked at every request: keep it cheap.
   */
  public synchronized void check(String name, Supplier<Optional<String>> missing) {
    checks.put(name, missing);
  }

  /** What is missing now, in the order in which the checks were added; empty = ready. */
  public List<Reason> reasons() {
    Map<String, Supplier<Optional<String>>> now;
    synchronized (this) {
      now = new LinkedHashMap<>(checks);
    }
    var reasons = new ArrayList<Reason>();
    now.forEach(
        (name, check) -> ask(check).ifPresent(missing -> reasons.add(new Reason(name, missing))));
    return List.copyOf(reasons);
  }

  /** A check that fails is not a check that passed. */
  private static Optional<String> ask(Supplier<Optional<String>> check) {
    try {
      return check.get();
    } catch (RuntimeException e) {
      return Optional.of("the check itself failed: " + e);
    }
  }
}
