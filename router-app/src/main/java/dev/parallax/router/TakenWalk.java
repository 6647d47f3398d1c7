package dev.parallax.router;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.router.OpenExecutions.Asked;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What time and losses of agents do to the parts that were taken for other control planes (P7). For
 * one thread.
 */
final class TakenWalk {
  private static final int BATCH = 100;

  private final ForwardedStore forwarded;
  private final FollowPart follow;
  private final Consumer<Effects> apply;
  private final LongSupplier now;
  private final LossWalk losses;

  /**
   * @param fleet as it is at the start
   * @param apply of what follows
   * @param now ms since the epoch
   */
  TakenWalk(
      ForwardedStore forwarded,
      FollowPart follow,
      Fleet fleet,
      Consumer<Effects> apply,
      LongSupplier now) {
    this.forwarded = forwarded;
    this.follow = follow;
    this.apply = apply;
    this.now = now;
    this.losses =
        new LossWalk(
            forwarded.open(),
            List.of(),
            region -> false,
            fleet,
            new LossWalk.Fail() {
              @Override
              public void unhealthy(String id, String region) {
                throw new IllegalStateException("the origin sees to that: " + region);
              }

              @Override
              public void gone(String id, Asked agent) {
                apply.accept(follow.gone(id, agent, now.getAsLong()));
              }
            },
            System::nanoTime);
  }

  /** Agents may be gone. */
  void losses(Fleet fleet) {
    losses.run(fleet);
  }

  /**
   * Timeouts may have passed.
   *
   * @param reached up to when they may be judged, ms since the epoch
   * @param more whether there is time to go on
   */
  void expire(long reached, BooleanSupplier more) {
    List<String> due;
    do {
      due = forwarded.due(reached, BATCH);
      due.forEach(id -> apply.accept(follow.expire(id, reached, now.getAsLong())));
    } while (due.size() == BATCH && more.getAsBoolean());
  }

  /** Forgets what may be forgotten. */
  void forget(long now, BooleanSupplier more) {
    while (forwarded.sweep(now, BATCH) && more.getAsBoolean()) {
      // Each turn looks at the next rows.
    }
  }
}
