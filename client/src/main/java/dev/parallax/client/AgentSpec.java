package dev.parallax.client;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One agent of a host.
 *
 * @param id identity, unique over all regions
 * @param capabilities what it can do
 * @param maxConcurrency tasks it works on at once, at least 1
 * @param version version of its software, for people
 * @param handler does its work
 */
public record AgentSpec(
    String id,
    SortedSet<String> capabilities,
    int maxConcurrency,
    Optional<String> version,
    TaskHandler handler) {

  /** Copies the capabilities and checks the rest. */
  public AgentSpec {
    if (id.isBlank()) {
      throw new IllegalArgumentException("an agent's id must not be blank");
    }
    if (maxConcurrency < 1) {
      throw new IllegalArgumentException(
          "agent " + id + ": maxConcurrency " + maxConcurrency + ", at least 1 is needed");
    }
    if (handler == null) {
      throw new IllegalArgumentException("agent " + id + " has no handler");
    }
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
  }

  /** An agent that works on one task at a time. */
  public static AgentSpec of(String id, Collection<String> capabilities, TaskHandler handler) {
    return new AgentSpec(id, new TreeSet<>(capabilities), 1, Optional.empty(), handler);
  }

  /** With this many tasks at once. */
  public AgentSpec maxConcurrency(int tasks) {
    return new AgentSpec(id, capabilities, tasks, version, handler);
  }

  /** With a version of its software, for people. */
  public AgentSpec version(String software) {
    return new AgentSpec(id, capabilities, maxConcurrency, Optional.of(software), handler);
  }
}
