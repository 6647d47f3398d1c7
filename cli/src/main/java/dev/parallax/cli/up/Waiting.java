package dev.parallax.cli.up;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps that go on, and when to tell of them. Times are those of {@link System#nanoTime}. Safe
 * for several threads.
 */
final class Waiting {
  private final long patience;
  private final long repeat;
  private final List<Step> steps = new ArrayList<>();
  private long toldAt;

  /** A step that goes on. */
  static final class Step {
    private final String what;
    private final long start;
    private boolean told;

    private Step(String what, long start) {
      this.what = what;
      this.start = start;
    }
  }

  /**
   * Nothing goes on yet.
   *
   * @param patience how long a step is not told of
   * @param repeat after which all of them are told again
   */
  Waiting(Duration patience, Duration repeat) {
    this.patience = patience.toNanos();
    this.repeat = repeat.toNanos();
  }

  synchronized Step begin(String what, long now) {
    var step = new Step(what, now);
    steps.add(step);
    return step;
  }

  synchronized void end(Step step) {
    steps.remove(step);
  }

  /**
   * What is to be told at this time, in the order in which it began: all that goes on for longer
   * than the patience, if one of it was not told yet or the last time is long enough ago.
   */
  synchronized List<String> due(long now) {
    var slow = steps.stream().filter(step -> now - step.start >= patience).toList();
    if (slow.stream().allMatch(step -> step.told) && now - toldAt < repeat) {
      return List.of();
    }
    slow.forEach(step -> step.told = true);
    toldAt = now;
    return slow.stream().map(step -> step.what).toList();
  }
}
