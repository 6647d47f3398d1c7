package dev.parallax.health;

import dev.parallax.core.failover.ServingMode;
import dev.parallax.core.federation.Summary;
import dev.parallax.core.federation.WorkGroup;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.RemoteRegion;
import dev.parallax.core.health.AgentCounts;
import dev.parallax.core.health.Ailment;
import dev.parallax.core.health.ObserverReport;
import dev.parallax.core.health.Verdict;
import dev.parallax.events.CapabilityCount;
import dev.parallax.events.RegionSummary;
import dev.parallax.events.SummaryObservation;
import dev.parallax.events.SummaryVerdict;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/** What regions tell of themselves as the summaries topic holds it. */
final class SummaryRecords {
  /** Of the names of capabilities: they are part of the region's state here. */
  private static final int MAX_CHARACTERS = 400_000;

  /** Of what people are told. */
  private static final int MAX_TEXT = 300;

  private SummaryRecords() {}

  static RegionSummary record(Summary summary) {
    return RegionSummary.newBuilder()
        .setRegion(summary.region())
        .setHealth(summary.health().name())
        .setAilment(summary.ailment().map(Ailment::text).orElse(null))
        .setTrial(summary.ailment().filter(Ailment::trial).isPresent())
        .setServing(summary.serving().name())
        .setEpoch(summary.epoch())
        .setAgentsConnected(summary.agents().connected())
        .setAgentsByCapability(new HashMap<>(summary.agents().byCapability()))
        .setGroups(summary.groups().stream().map(SummaryRecords::record).toList())
        .setObservations(
            summary.sights().entrySet().stream()
                .map(seen -> record(seen.getKey(), seen.getValue()))
                .toList())
        .setPendingCommands(summary.pending())
        .setMadeAt(summary.madeAt())
        .build();
  }

  private static CapabilityCount record(WorkGroup group) {
    return new CapabilityCount(List.copyOf(group.capabilities()), group.agents(), group.spare());
  }

  private static SummaryObservation record(String target, ObserverReport seen) {
    return new SummaryObservation(
        target,
        switch (seen.verdict()) {
          case UNKNOWN -> SummaryVerdict.UNKNOWN;
          case UP -> SummaryVerdict.UP;
          case DOWN -> SummaryVerdict.DOWN;
        },
        seen.latencyMs().isPresent() ? seen.latencyMs().getAsDouble() : null,
        seen.error().orElse(null),
        seen.failures(),
        seen.successes(),
        seen.lastProbeAt());
  }

  /**
   * What a region tells.
   *
   * @throws IllegalArgumentException if it says what cannot be: an unknown health or serving mode,
   *     a number of agents or probes that none has, a latency that is no time, more capabilities
   *     than a region's state has room for
   */
  static Summary summary(RegionSummary record) {
    var sights = new TreeMap<String, ObserverReport>();
    record
        .getObservations()
        .forEach(seen -> sights.put(seen.getTarget(), report(record.getRegion(), seen)));
    return new Summary(
        record.getRegion(),
        Health.valueOf(record.getHealth()),
        Optional.ofNullable(record.getAilment())
            .map(text -> new Ailment(shortened(text), record.getTrial())),
        ServingMode.valueOf(record.getServing()),
        record.getEpoch(),
        agents(record),
        record.getGroups().stream().map(SummaryRecords::group).toList(),
        sights,
        record.getPendingCommands(),
        record.getMadeAt());
  }

  private static AgentCounts agents(RegionSummary record) {
    int connected = record.getAgentsConnected();
    var byCapability = new TreeMap<>(record.getAgentsByCapability());
    if (connected < 0 || connected > RemoteRegion.MAX_AGENTS) {
      throw new IllegalArgumentException("agentsConnected " + connected);
    }
    if (byCapability.values().stream().anyMatch(agents -> agents < 0 || agents > connected)) {
      throw new IllegalArgumentException("agentsByCapability is not within agentsConnected");
    }
    if (byCapability.keySet().stream().mapToLong(String::length).sum() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "agentsByCapability has more than %d characters".formatted(MAX_CHARACTERS));
    }
    return new AgentCounts(connected, byCapability);
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }

  private static WorkGroup group(CapabilityCount count) {
    return new WorkGroup(
        new TreeSet<>(count.getCapabilities()), count.getAgents(), count.getSpare());
  }

  private static ObserverReport report(String observer, SummaryObservation seen) {
    var latency = seen.getLatencyMs();
    if (latency != null && !(latency >= 0 && latency < 1e9)) {
      throw new IllegalArgumentException("latencyMs " + latency + " is not a time in ms");
    }
    if (seen.getFailures() < 0 || seen.getSuccesses() < 0) {
      throw new IllegalArgumentException("a number of probes is negative");
    }
    return new ObserverReport(
        observer,
        switch (seen.getState()) {
          case UNKNOWN -> Verdict.UNKNOWN;
          case UP -> Verdict.UP;
          case DOWN -> Verdict.DOWN;
        },
        latency == null ? OptionalDouble.empty() : OptionalDouble.of(latency),
        Optional.ofNullable(seen.getError()).map(SummaryRecords::shortened),
        seen.getProbedAt(),
        seen.getFailures(),
        seen.getSuccesses());
  }
}
