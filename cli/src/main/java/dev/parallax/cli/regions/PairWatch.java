package dev.parallax.cli.regions;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.Ages;
import dev.parallax.cli.fleet.RegionStates;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.ObserverView;
import dev.parallax.events.RegionState;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The probes that one region makes of another from now on, and what is known of the pair. */
final class PairWatch implements AutoCloseable {
  private static final Duration READ = Duration.ofSeconds(20);

  private final String observer;
  private final String target;
  private final TopicFollower follower;
  private final RegionStates states = new RegionStates();
  private final Deque<HealthProbe> fresh = new ArrayDeque<>();

  private PairWatch(String observer, String target, TopicFollower follower) {
    this.observer = observer;
    this.target = target;
    this.follower = follower;
  }

  static PairWatch open(Connection connection, AvroCodecs codecs, String observer, String target) {
    var topics = connection.catalogue();
    var watch = new PairWatch(observer, target, TopicFollower.open(connection, codecs));
    watch
        .follower
        .follow(topics.regions(), RegionState.class, watch.states::put)
        .followNew(topics.probes(), HealthProbe.class, watch::probe);
    watch.follower.catchUp(READ);
    return watch;
  }

  private void probe(String pair, Optional<HealthProbe> value) {
    value
        .filter(probe -> probe.getObserver().equals(observer) && probe.getTarget().equals(target))
        .ifPresent(fresh::add);
  }

  /** The next probe, if one comes within this time. */
  Optional<HealthProbe> next(Duration patience) {
    if (fresh.isEmpty()) {
      follower.awaitMore(patience);
    }
    return Optional.ofNullable(fresh.poll());
  }

  /** What the regions topic holds of the pair; absent if it was never probed. */
  Optional<ObserverView> view() {
    return states.of(target).stream()
        .flatMap(state -> state.getObservers().stream())
        .filter(seen -> seen.getObserver().equals(observer))
        .findFirst();
  }

  /** Why no probe may have come, and what to do. */
  String silence(Connection connection, Instant now) {
    return view()
        .map(
            seen ->
                observer
                    + " last probed "
                    + target
                    + " "
                    + Ages.since(seen.getLastProbeAt(), now)
                    + ": is its health-app or observer running, and can it reach the broker? Its"
                    + " log tells")
        .orElseGet(() -> nobody(connection));
  }

  private String nobody(Connection connection) {
    return observer
        + " has never probed "
        + target
        + ": "
        + Unprobed.missingEndpoint(connection, target)
            .orElse(
                "run the health-app, or 'health-app --observer --region "
                    + observer
                    + "', in "
                    + observer
                    + " (H8)");
  }

  @Override
  public void close() {
    follower.close();
  }
}
