package dev.parallax.health;

import dev.parallax.runtime.ops.LogKeys;
import dev.parallax.runtime.ops.Meters;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the records of peers that are ignored, and logs one of a region a minute. */
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
  private static final long QUIET_MS = 60_000;

  private final Meters meters;
  private final Map<String, Long> loggedAt = new HashMap<>();

  Complaints(Meters meters) {
    this.meters = meters;
  }

  void ignore(PeerTopics.Copy copy, PeerInputs.Ignored ignored, long now) {
    var peer = copy.peer();
    meters.peerRecordsIgnored(peer, ignored.fault()).increment();
    var last = loggedAt.get(peer);
    if (last == null || now - last >= QUIET_MS) {
      loggedAt.put(peer, now);
      LOG.atWarn()
          .addKeyValue(LogKeys.REGION, peer)
          .log(
              "Records of {} are ignored, as if it could not be reached: one of {} is {}: {}",
              peer,
              copy.topic(),
              ignored.fault(),
              ignored.message());
    }
  }
}
