package dev.parallax.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One execution, with all that belongs to it in any cluster.
 *
 * @param journals of all clusters
 * @param home the journal of the cluster where it was requested
 * @param story what is said of it there; it has a request
 */
record Execution(Journals journals, Journal home, Story story) {
  String id() {
    return story.id();
  }

  Requested request() {
    return story.request().orElseThrow();
  }

  boolean isOver() {
    return journals.isOver(story);
  }

  Optional<Ended> end() {
    return story.ends().stream().findFirst();
  }

  /** Whether tasks of this region are another control plane's affair. */
  boolean isElsewhere(String region) {
    return !home.cluster().isEmpty() && !home.cluster().equals(region);
  }

  /** Whom its own control plane asked: agents, and other control planes. */
  List<Asked> asked() {
    var asked = new ArrayList<>(story.tasks());
    asked.addAll(story.parts());
    return asked;
  }

  /** The tasks that came of what was asked: itself, or those that another control plane wrote. */
  List<Asked> tasksOf(Asked asked) {
    return asked.agent().isEmpty()
        ? there(asked.region()).stream()
            .flatMap(other -> other.tasks().stream())
            .filter(asked::isSamePlace)
            .toList()
        : List.of(asked);
  }

  /** All tasks, in whatever cluster. */
  List<Asked> tasks() {
    return asked().stream().flatMap(asked -> tasksOf(asked).stream()).toList();
  }

  /** The answers that agents gave, in whatever cluster. */
  List<Replied> replies() {
    return journals.all().stream()
        .flatMap(journal -> journal.find(id()).stream())
        .flatMap(known -> known.replies().stream())
        .toList();
  }

  private Optional<Story> there(String region) {
    return journals.of(region).find(id());
  }

  Violation violation(String rule, Place at, String what) {
    return new Violation(rule, id(), at, what);
  }
}
