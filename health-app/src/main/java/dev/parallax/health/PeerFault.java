package dev.parallax.health;

import dev.parallax.runtime.federation.Seals;
import java.util.Optional;

/** Why a record of another region's control plane is ignored. */
enum PeerFault {
  /** It has no seal for this region, and one is asked for. */
  MISSING,
  /** Its seal was made with another secret, or of another record. */
  WRONG,
  /** Peers are named, and its region is none of them. */
  STRANGER,
  /** It cannot be read, or says what cannot be. */
  UNREADABLE,
  /** It was written by a later release, in a way that this one does not understand. */
  NEWER,
  /** It speaks for another region than it was copied from. */
  FOREIGN;

  static Optional<PeerFault> of(Seals.Verdict verdict) {
    return switch (verdict) {
      case GENUINE -> Optional.empty();
      case STRANGER -> Optional.of(STRANGER);
      case MISSING -> Optional.of(MISSING);
      case WRONG -> Optional.of(WRONG);
    };
  }
}
