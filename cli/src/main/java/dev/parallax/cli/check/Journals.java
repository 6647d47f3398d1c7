package dev.parallax.cli.check;

import dev.parallax.core.config.ParallaxConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all clusters say.
 *
 * @param config of all of them
 * @param all one for each cluster
 * @param asOf what ended or was over before is judged, the rest may still go on; ms since the epoch
 */
record Journals(ParallaxConfig config, List<Journal> all, long asOf) {
  /** After its deadline, an execution has this long until its outcome must be there, ms. */
  private static final long GRACE_MS = 30_000;

  Journals {
    all = List.copyOf(all);
  }

  /** The one of the cluster that has the topics of this region's agents. */
  Journal of(String region) {
    return all.stream()
        .filter(journal -> journal.cluster().equals(region))
        .findFirst()
        .orElse(all.get(0));
  }

  /** Every execution that was requested in one cluster only, which is its own. */
  List<Execution> executions() {
    var clusters = new HashMap<String, Integer>();
    all.forEach(
        journal ->
            journal.stories().values().stream()
                .filter(story -> story.request().isPresent())
                .forEach(story -> clusters.merge(story.id(), 1, Integer::sum)));
    var executions = new ArrayList<Execution>();
    for (var journal : all) {
      for (var story : journal.stories().values()) {
        if (story.request().isPresent() && clusters.get(story.id()) == 1) {
          executions.add(new Execution(this, journal, story));
        }
      }
    }
    return executions;
  }

  /** Stories of a cluster in which the execution was not requested. */
  Map<Story, Journal> elsewhere() {
    var found = new HashMap<Story, Journal>();
    for (var journal : all) {
      journal.stories().values().stream()
          .filter(story -> story.request().isEmpty())
          .forEach(story -> found.put(story, journal));
    }
    return found;
  }

  /** What the control planes of other regions asked of this cluster's for this execution. */
  List<Asked> partsFor(String cluster, String id) {
    return all.stream()
        .flatMap(journal -> journal.find(id).stream())
        .flatMap(story -> story.parts().stream())
        .filter(part -> part.region().equals(cluster))
        .toList();
  }

  /** Whether an execution has ended, or must have. */
  boolean isOver(Story story) {
    Optional<Long> end = story.ends().stream().map(Ended::writtenAt).min(Long::compare);
    return end.map(at -> at <= asOf)
        .orElseGet(
            () ->
                story
                    .request()
                    .filter(request -> request.deadline() + GRACE_MS < asOf)
                    .isPresent());
  }
}
