package dev.parallax.cli.drills;

import dev.parallax.client.ExecutionOptions;
import dev.parallax.client.ParallaxClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Requests executions of a pattern, at most so many at once. */
final class Sending {
  private static final Map<String, Integer> INPUT = Map.of("question", 7);

  /** How long it goes on before it looks whether it is to stop. */
  private static final Duration TURN = Duration.ofMillis(500);

  private final ParallaxClient client;
  private final String pattern;
  private final Semaphore room;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong withoutOutcome = new AtomicLong();
  private final int inFlight;

  Sending(ParallaxClient client, String pattern, int inFlight) {
    this.client = client;
    this.pattern = pattern;
    this.inFlight = inFlight;
    this.room = new Semaphore(inFlight);
  }

  /** Executions whose client knows what became of them. */
  long done() {
    return done.get();
  }

  /** Executions whose client was told that there is no outcome. */
  long withoutOutcome() {
    return withoutOutcome.get();
  }

  /**
   * Requests all of them and waits for what becomes of them.
   *
   * @param turn asked every half second whether it is to stop
   * @return false if it was to stop before
   */
  boolean send(List<String> executionIds, Predicate<Sending> turn) {
    long turnAt = System.nanoTime() + TURN.toNanos();
    for (var id : executionIds) {
      while (!hasRoom(1)) {
        if (turn.test(this)) {
          return false;
        }
      }
      if (System.nanoTime() - turnAt > 0) {
        if (turn.test(this)) {
          return false;
        }
        turnAt = System.nanoTime() + TURN.toNanos();
      }
      request(id);
    }
    while (!hasRoom(inFlight)) {
      if (turn.test(this)) {
        return false;
      }
    }
    return true;
  }

  private void request(String id) {
    var unused =
        client
            .executePattern(
                pattern, INPUT, ExecutionOptions.defaults().executionId(id).includeVotes(true))
            .whenComplete(
                (outcome, failure) -> {
                  if (failure != null) {
                    withoutOutcome.incrementAndGet();
                  }
                  done.incrementAndGet();
                  room.release();
                });
  }

  private boolean hasRoom(int permits) {
    try {
      return room.tryAcquire(permits, TURN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
