package dev.parallax.replicator.mirror;

import dev.parallax.events.FlowState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a flow does.
 *
 * @param reason why it does not run; empty if it does
 * @param restarts how often it was set up anew
 * @param topicIds ids of topics by name for which the offsets in the target hold
 */
record Standing(
    FlowState state, Optional<String> reason, int restarts, Map<String, String> topicIds) {

  Standing in(FlowState other, String why) {
    return new Standing(other, Optional.of(why), restarts, topicIds);
  }

  Standing running() {
    return new Standing(FlowState.RUNNING, Optional.empty(), restarts, topicIds);
  }

  Standing restarted() {
    return new Standing(state, reason, restarts + 1, topicIds);
  }

  /** With these ids besides those that are known: a topic that is gone may come back. */
  Standing knowing(Map<String, String> ids) {
    if (topicIds.entrySet().containsAll(ids.entrySet())) {
      return this;
    }
    var all = new HashMap<>(topicIds);
    all.putAll(ids);
    return new Standing(state, reason, restarts, Map.copyOf(all));
  }
}
