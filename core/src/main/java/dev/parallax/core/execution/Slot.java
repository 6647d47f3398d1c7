package dev.parallax.core.execution;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the answers that an execution asks for.
 *
 * @param number from 0
 * @param attempts the agents that were asked for it, one after the other; the last one counts. All
 *     before it have failed
 */
public record Slot(int number, List<Attempt> attempts) {
  /**
   * @throws IllegalArgumentException if nobody was asked, the attempts are out of order, or one was
   *     replaced that has not failed
   */
  public Slot {
    attempts = List.copyOf(attempts);
    if (attempts.isEmpty()) {
      throw new IllegalArgumentException("slot " + number + " has no attempt");
    }
    for (int i = 1; i < attempts.size(); i++) {
      if (attempts.get(i - 1).failed().isEmpty()
          || attempts.get(i - 1).number() >= attempts.get(i).number()) {
        throw new IllegalArgumentException("slot " + number + " replaced what had not failed");
      }
    }
  }

  /** The attempt that counts. */
  public Attempt current() {
    return attempts.get(attempts.size() - 1);
  }

  /** How many attempts asked somebody, or may still do so. */
  int asked() {
    return (int) attempts.stream().filter(attempt -> !attempt.wasSentBack()).count();
  }

  /** The agent of the attempt that counts is known. */
  Slot asking(String agent) {
    var next = new ArrayList<>(attempts);
    next.set(attempts.size() - 1, current().asking(agent));
    return new Slot(number, next);
  }

  /** The attempt that counts ended like this. */
  Slot ended(End how) {
    var next = new ArrayList<>(attempts);
    next.set(attempts.size() - 1, current().ended(how));
    return new Slot(number, next);
  }

  /** Another agent is asked. */
  Slot replaced(Attempt by) {
    var next = new ArrayList<>(attempts);
    next.add(by);
    return new Slot(number, next);
  }
}
