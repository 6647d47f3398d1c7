package dev.parallax.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the topics of one cluster say of one execution. For one thread. */
final class Story {
  private final String id;
  private final List<Requested> requests = new ArrayList<>(1);
  private final List<Decided> decisions = new ArrayList<>(1);
  private final List<Asked> tasks = new ArrayList<>(1);
  private final List<Asked> parts = new ArrayList<>(0);
  private final List<Replied> replies = new ArrayList<>(1);
  private final List<Ended> ends = new ArrayList<>(1);

  Story(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** The request, and repetitions of it. */
  List<Requested> requests() {
    return requests;
  }

  /** The request that counts: the first. */
  Optional<Requested> request() {
    return requests.stream().findFirst();
  }

  /** Decisions of this cluster's control plane. */
  List<Decided> decisions() {
    return decisions;
  }

  /** Tasks in this cluster, also those for a part that came from another. */
  List<Asked> tasks() {
    return tasks;
  }

  /** What this cluster's control plane asked of others. */
  List<Asked> parts() {
    return parts;
  }

  /** Answers of agents in this cluster. */
  List<Replied> replies() {
    return replies;
  }

  /** Outcomes and unroutable records. */
  List<Ended> ends() {
    return ends;
  }
}
