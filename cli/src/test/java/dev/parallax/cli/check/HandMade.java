package dev.parallax.cli.check;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.AgentRequirements;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.Distribution;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionRules;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.Health;
import dev.parallax.events.PartKind;
import dev.parallax.events.PartSlot;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.ServingMode;
import dev.parallax.events.Target;
import dev.parallax.events.TaskKind;
import dev.parallax.events.TaskResult;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.util.List;
import java.util.Map;

/** The topics of one cluster, written by hand: every record has the next offset. */
final class HandMade {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final String BOUND = "{\"dataResidency\":\"eu\"}";
  static final long LATER = 10_000_000;

  static {
    // Avro builds records with defaults only of classes that are trusted, which codecs see to.
    new AvroCodecs(new InMemorySchemaRegistry()).decoder(RegionState.class);
  }

  private final Journal journal;
  private final String cluster;
  private long offset;

  HandMade(ParallaxConfig config, String cluster) {
    this.cluster = cluster;
    this.journal =
        new Journal(cluster, new PlainRules(cluster.isEmpty() ? config : config.in(cluster)));
  }

  Journal journal() {
    return journal;
  }

  private Place next(String topic) {
    return new Place(cluster, "parallax." + topic, 0, offset++);
  }

  HandMade pattern(String name, String version, String region, List<String> regions) {
    journal.pattern(
        new PatternDefinition(
            name,
            version,
            false,
            0L,
            US,
            null,
            null,
            AgentRequirements.newBuilder()
                .setCapabilities(List.of())
                .setMin(1)
                .setRegion(region)
                .setDistribution(regions.isEmpty() ? null : new Distribution(regions, 1))
                .build(),
            ExecutionRules.newBuilder().setStrategy("parallel").setWaitForAll(true).build(),
            AggregationRules.newBuilder().setStrategy("first").build(),
            ""));
    return this;
  }

  HandMade requested(String id, String input) {
    return requested(id, null, input);
  }

  HandMade requested(String id, String pattern, String input) {
    journal.request(
        next("requests"),
        1_000,
        id,
        Incoming.of(
            ExecutionRequest.newBuilder()
                .setExecutionId(id)
                .setPattern(pattern)
                .setInput(input)
                .setOptions(ExecutionOptions.newBuilder().setRetries(1).build())
                .build()));
    return this;
  }

  HandMade decided(String id, int attempt, Target... targets) {
    return decided(id, attempt, 0, null, targets);
  }

  HandMade refused(String id, String reason) {
    decided(id, 1, 0, reason);
    journal.unroutable(
        next("unroutable"),
        2_000,
        UnroutableRequest.newBuilder()
            .setExecutionId(id)
            .setReason(reason)
            .setMessage("it is so")
            .build());
    return this;
  }

  HandMade decided(String id, int attempt, long epoch, String reason, Target... targets) {
    journal.decision(
        next("decisions"),
        RoutingDecision.newBuilder()
            .setExecutionId(id)
            .setAttempt(attempt)
            .setResult(reason == null ? DecisionResult.ROUTED : DecisionResult.UNROUTABLE)
            .setReason(reason)
            .setMessage("it is so")
            .setPatternVersion("1.0.0")
            .setStrategy("latency")
            .setTargets(List.of(targets))
            .setRegions(List.of())
            .setConfigHash("hash")
            .setStateOffsets(List.of())
            .setEpoch(epoch)
            .setDeadline(0)
            .setDecidedAt(0)
            .build());
    return this;
  }

  static Target target(int slot, String region, String agent) {
    return new Target(slot, region, agent, 0);
  }

  HandMade asked(String id, int slot, int attempt, String region, String agent) {
    return asked(id, slot, attempt, region, region, agent);
  }

  HandMade asked(String id, int slot, int attempt, String topic, String region, String agent) {
    journal.task(
        next("executions." + topic),
        topic,
        agent,
        ExecutionTask.newBuilder()
            .setExecutionId(id)
            .setSlot(slot)
            .setAttempt(attempt)
            .setKind(TaskKind.EXECUTE)
            .setInput("{}")
            .setAgentId(agent)
            .setRegion(region)
            .setDeadline(0)
            .build());
    return this;
  }

  HandMade forwarded(String id, int slot, int attempt, String region) {
    journal.part(
        next("forward." + region),
        region,
        ForwardedPart.newBuilder()
            .setExecutionId(id)
            .setOrigin(cluster)
            .setHops(1)
            .setKind(PartKind.EXECUTE)
            .setSlots(List.of(new PartSlot(slot, attempt, 0L)))
            .setDeadline(0)
            .build());
    return this;
  }

  HandMade answered(String id, int slot, int attempt, String agent) {
    journal.result(
        next("results"),
        TaskResult.newBuilder()
            .setExecutionId(id)
            .setSlot(slot)
            .setAttempt(attempt)
            .setAgentId(agent)
            .setRegion(US)
            .setValue("1")
            .build());
    return this;
  }

  HandMade completed(String id, int attempts, List<String> regions, List<String> agents) {
    return ended(id, ExecutionStatus.COMPLETED, attempts, regions, agents);
  }

  HandMade ended(
      String id, ExecutionStatus status, int attempts, List<String> regions, List<String> agents) {
    journal.outcome(
        next("outcomes"),
        3_000,
        ExecutionOutcome.newBuilder()
            .setExecutionId(id)
            .setStatus(status)
            .setValue(status == ExecutionStatus.COMPLETED ? "1" : null)
            .setRegions(regions)
            .setAgents(agents)
            .setVotesByRegion(Map.of())
            .setAttempts(attempts)
            .setStartedAt(1_000)
            .setCompletedAt(3_000)
            .setDurationMs(2_000)
            .build());
    return this;
  }

  /** One agent was asked in its region and answered. */
  HandMade wentWell(String id, String input, String region, String agent) {
    return requested(id, input)
        .decided(id, 1, target(0, region, agent))
        .asked(id, 0, 1, region, agent)
        .answered(id, 0, 1, agent)
        .completed(id, 1, List.of(region), List.of(agent));
  }

  HandMade changed(long epoch, FailoverKind kind, String from, String to) {
    journal.failover(
        next("failovers"),
        FailoverEvent.newBuilder()
            .setId("id")
            .setEpoch(epoch)
            .setKind(kind)
            .setFrom(from)
            .setTo(to)
            .setCause("it is so")
            .setBy("automatic")
            .setAt(0)
            .build());
    return this;
  }

  HandMade told(String region, long epoch, boolean active) {
    journal.region(
        next("regions"),
        RegionState.newBuilder()
            .setRegion(region)
            .setHealth(Health.HEALTHY)
            .setServing(active ? ServingMode.SERVING : ServingMode.STANDBY)
            .setActive(active)
            .setEpoch(epoch)
            .setSince(0)
            .setUpdatedAt(0)
            .build());
    return this;
  }

  /** What all regions do, in order: the first is active. */
  HandMade toldAll(long epoch, String active, String other) {
    return told(active, epoch, true).told(other, epoch, false);
  }
}
