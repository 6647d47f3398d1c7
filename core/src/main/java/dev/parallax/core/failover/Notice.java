package dev.parallax.core.failover;

import java.util.List;
import java.util.Optional;

/**
 * A change of the failover state, or the refusal of one (F7): one record on the failovers topic.
 *
 * @param id identity, never given twice by one history of states
 * @param epoch the epoch after it
 * @param kind what happened
 * @param from region that gave up traffic; of a refusal, as the command named it
 * @param to region that took over; of a refusal, as the command named it
 * @param cause why, with figures; of a refusal, the rule and what to do next
 * @param by {@value #AUTOMATIC}, or the operator
 * @param command id of the command that asked for it; absent if automatic
 * @param skipped rules that force skipped, each with what it found
 * @param at when
 */
public record Notice(
    String id,
    long epoch,
    Kind kind,
    Optional<String> from,
    Optional<String> to,
    String cause,
    String by,
    Optional<String> command,
    List<String> skipped,
    long at) {
  /** Who acts without an operator. */
  public static final String AUTOMATIC = "automatic";

  /** Copies the list. */
  public Notice {
    skipped = List.copyOf(skipped);
  }

  /** What happened (F7). */
  public enum Kind {
    /** Another region became active. */
    FAILOVER(true),
    /** The primary became active again, or is no longer pinned away from. */
    FAILBACK(true),
    /** A region's traffic goes to another. */
    EVACUATE(true),
    /** An evacuation ended. */
    RETURN(true),
    /** A region takes no new work. */
    DRAIN(true),
    /** It does again. */
    UNDRAIN(true),
    /** The active region is sick and no other is a fit target. */
    FAILOVER_BLOCKED(false),
    /** A command was not carried out. */
    REFUSED(false);

    private final boolean change;

    Kind(boolean change) {
      this.change = change;
    }

    /** Whether it is a change and raises the epoch by one. */
    public boolean isChange() {
      return change;
    }
  }

  /** The region that it is about, for the record's key; empty if it names none. */
  public String region() {
    return (kind == Kind.RETURN ? to.or(() -> from) : from.or(() -> to)).orElse("");
  }
}
