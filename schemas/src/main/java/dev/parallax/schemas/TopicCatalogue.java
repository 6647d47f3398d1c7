package dev.parallax.schemas;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.AgentState;
import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.FailoverBallot;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.PatternPublication;
import dev.parallax.events.RegionCommand;
import dev.parallax.events.RegionState;
import dev.parallax.events.RegionSummary;
import dev.parallax.events.RegionTraffic;
import dev.parallax.events.ReplicationFlow;
import dev.parallax.events.ReplicationOrder;
import dev.parallax.events.ReturnedPart;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.TaskResult;
import dev.parallax.events.UnroutableRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Every topic of one installation: name, value schema, partitions, retention, clean-up, and whose
 * clock stamps its records.
 *
 * <p>Topics that outsiders write use the broker's append time, because rules (R22, H6) are judged
 * by it; and so do outcomes, because it is by that time that they leave their region (P4). {@code
 * requests}, {@code results} and {@code cancellations} must have one partition count, as they share
 * the tracker's store.
 */
public final class TopicCatalogue {
  /**
   * The longest message of the input topics: what brokers and producers allow by default, in bytes.
   */
  public static final int INPUT_BYTES = 1_048_588;

  /**
   * A task repeats its request's input and adds its own fields, the capabilities of its agent among
   * them (up to 200 of 256 characters): longest message, in bytes.
   */
  public static final int TASK_BYTES = INPUT_BYTES + 262_144;

  /** A part repeats its request and names the agents that were asked before, in bytes. */
  private static final int OVERHEAD_BYTES = 524_288;

  /**
   * An unroutable request carries the request and the explanation; an outcome, answers of several
   * agents: longest message, in bytes.
   */
  public static final int OUTPUT_BYTES = 2 * INPUT_BYTES;

  /** Messages without payload of a user: longest message, in bytes. */
  public static final int CONTROL_BYTES = 262_144;

  /**
   * What stands between a region and the name of the topic that is copied from it. No region id has
   * a dot in it.
   */
  public static final String COPY = ".mirror.";

  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9.-]{0,100}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  private final String prefix;
  private final int partitions;

  /**
   * @param prefix what every name begins with, such as {@code parallax.}; letters, digits, dot and
   *     hyphen (C2)
   * @param partitions partitions of every topic that is not ordered as a whole, at least 1
   * @throws IllegalArgumentException naming the argument that is out of its range
   */
  public TopicCatalogue(String prefix, int partitions) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "topic prefix \"" + prefix + "\": only letters, digits, '.' and '-' are allowed (C2)");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException("topics.partitions " + partitions + ": at least 1");
    }
    this.prefix = prefix;
    this.partitions = partitions;
  }

  /** Requests to execute a pattern. */
  public TopicSpec requests() {
    return topic("requests", ExecutionRequest.getClassSchema(), "Requests to execute a pattern")
        .partitions(partitions)
        .keepDays(7)
        .appendTime()
        .maxBytes(INPUT_BYTES)
        .spec();
  }

  /** Requests to stop an execution (X10). */
  public TopicSpec cancellations() {
    return topic(
            "cancellations",
            ExecutionCancellation.getClassSchema(),
            "Requests to stop an execution")
        .partitions(partitions)
        .keepDays(7)
        .appendTime()
        .maxBytes(CONTROL_BYTES)
        .spec();
  }

  /** Signs of life of agents (H6). */
  public TopicSpec heartbeats() {
    return topic("heartbeats", AgentHeartbeat.getClassSchema(), "Signs of life of agents")
        .partitions(partitions)
        .keepDays(1)
        .appendTime()
        .maxBytes(CONTROL_BYTES)
        .spec();
  }

  /** What regions measure of each other (H1). */
  public TopicSpec probes() {
    return topic("probes", HealthProbe.getClassSchema(), "What regions measure of each other")
        .partitions(1)
        .keepDays(1)
        .appendTime()
        .maxBytes(CONTROL_BYTES)
        .spec();
  }

  /** Operators' orders about regions (F4-F6), in one order. */
  public TopicSpec commands() {
    return topic("commands", RegionCommand.getClassSchema(), "Operators' orders about regions")
        .partitions(1)
        .keepDays(90)
        .appendTime()
        .maxBytes(CONTROL_BYTES)
        .spec();
  }

  /** Pattern documents and markers of their deletion (P2). */
  public TopicSpec patterns() {
    return topic(
            "patterns", PatternDefinition.getClassSchema(), "Pattern documents, newest by name")
        .partitions(1)
        .compacted()
        .appendTime()
        .maxBytes(INPUT_BYTES)
        .spec();
  }

  /** The state of every agent, newest by agent. */
  public TopicSpec agents() {
    return topic("agents", AgentState.getClassSchema(), "State of every agent, newest by agent")
        .partitions(partitions)
        .compacted()
        .maxBytes(CONTROL_BYTES)
        .spec();
  }

  /** The state of every region, newest by region. */
  public TopicSpec regions() {
    return topic("regions", RegionState.getClassSchema(), "State of every region, newest by region")
        .partitions(1)
        .compacted()
        .maxBytes(INPUT_BYTES)
        .spec();
  }

  /**
   * Tasks for the agents of one region.
   *
   * @throws IllegalArgumentException if {@code region} is no region id (C2)
   */
  public TopicSpec executions(String region) {
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "region \"" + region + "\": 1 to 40 of a-z, 0-9 and '-', not at an end (C2)");
    }
    return topic(
            "executions." + region,
            ExecutionTask.getClassSchema(),
            "Tasks for the agents of " + region)
        .partitions(partitions)
        .keepDays(7)
        .maxBytes(TASK_BYTES)
        .spec();
  }

  /** Answers of agents. */
  public TopicSpec results() {
    return topic("results", TaskResult.getClassSchema(), "Answers of agents")
        .partitions(partitions)
        .keepDays(7)
        .appendTime()
        .maxBytes(INPUT_BYTES)
        .spec();
  }

  /**
   * The one outcome of every execution (X9). The broker's time: the delay of analytics counts from
   * it (P4), whatever the router's clock says.
   */
  public TopicSpec outcomes() {
    return topic(
            "outcomes", ExecutionOutcome.getClassSchema(), "The one outcome of every execution")
        .partitions(partitions)
        .keepDays(30)
        .appendTime()
        .maxBytes(OUTPUT_BYTES)
        .spec();
  }

  /**
   * Outcomes of this region for analysts elsewhere (P4): each some time after it happened, without
   * values where it is bound (R5). The broker's time, so that the delay can be measured.
   */
  public TopicSpec delayedOutcomes() {
    return relayed("outcomes-delayed", "Outcomes for analysts, delayed, bound ones without values")
        .appendTime()
        .spec();
  }

  /** Outcomes of this region for the other regions to look at (P4), as those delayed. */
  public TopicSpec sharedOutcomes() {
    return relayed("outcomes-shared", "Outcomes for other regions, bound ones without values")
        .spec();
  }

  /** An older outcome may grow a little by fields that it had not. */
  private Draft relayed(String name, String purpose) {
    return topic(name, ExecutionOutcome.getClassSchema(), purpose)
        .partitions(partitions)
        .keepDays(30)
        .maxBytes(OUTPUT_BYTES + 65_536);
  }

  /** The explanation of every routing decision (R18). */
  public TopicSpec decisions() {
    return topic("decisions", RoutingDecision.getClassSchema(), "Every routing decision, explained")
        .partitions(partitions)
        .keepDays(30)
        .maxBytes(INPUT_BYTES)
        .spec();
  }

  /** Requests that got no agent, with the reason (R19). */
  public TopicSpec unroutable() {
    return topic(
            "unroutable",
            UnroutableRequest.getClassSchema(),
            "Requests that got no agent, with the reason")
        .partitions(partitions)
        .keepDays(30)
        .maxBytes(OUTPUT_BYTES)
        .spec();
  }

  /** Executions per region and second (H1), read by the one writer of region state. */
  public TopicSpec traffic() {
    return topic("traffic", RegionTraffic.getClassSchema(), "Executions per region and second")
        .partitions(1)
        .keepDays(1)
        .appendTime()
        .segmentHours(1)
        .maxBytes(CONTROL_BYTES)
        .spec();
  }

  /** Changes of the failover state and refusals of them (F7), in one order. */
  public TopicSpec failovers() {
    return topic("failovers", FailoverEvent.getClassSchema(), "Changes of the failover state")
        .partitions(1)
        .keepDays(90)
        .maxBytes(CONTROL_BYTES)
        .spec();
  }

  /** Records that could not be read, as they were; headers say why and from where. */
  public TopicSpec deadLetters() {
    return new Draft(
            prefix + "dead-letters",
            Optional.empty(),
            "Records that could not be read, as they were")
        .partitions(partitions)
        .keepDays(30)
        .maxBytes(INPUT_BYTES)
        .spec();
  }

  /** Every topic, with one {@code executions} topic for each of {@code regions}, in their order. */
  public List<TopicSpec> all(List<String> regions) {
    var all =
        new ArrayList<>(
            List.of(
                requests(),
                cancellations(),
                heartbeats(),
                probes(),
                commands(),
                patterns(),
                agents(),
                regions()));
    regions.forEach(region -> all.add(executions(region)));
    all.addAll(
        List.of(
            results(),
            outcomes(),
            decisions(),
            unroutable(),
            traffic(),
            failovers(),
            deadLetters()));
    return List.copyOf(all);
  }

  /**
   * What stands of every pattern by all that is known in this region (P2): what routers of
   * federated control planes read.
   */
  public TopicSpec patternsView() {
    return topic(
            "patterns-view",
            PatternDefinition.getClassSchema(),
            "What stands of every pattern, of all regions' copies")
        .partitions(1)
        .compacted()
        .maxBytes(INPUT_BYTES)
        .spec();
  }

  /** How the copying into this region stands, newest by flow. */
  public TopicSpec replicationFlows() {
    return topic(
            "replication-flows",
            ReplicationFlow.getClassSchema(),
            "How the copying into this region stands, newest by flow")
        .partitions(1)
        .compacted()
        .maxBytes(CONTROL_BYTES)
        .spec();
  }

  /** What regions say of patterns that are published in all of them at once (P3), in one order. */
  public TopicSpec publications() {
    return topic(
            "publications",
            PatternPublication.getClassSchema(),
            "What this region says of patterns that are published in all regions at once")
        .partitions(1)
        .keepDays(30)
        .appendTime()
        .maxBytes(INPUT_BYTES + CONTROL_BYTES)
        .spec();
  }

  /** Operators' orders about the copying into this region, newest by flow. */
  public TopicSpec replicationOrders() {
    return topic(
            "replication-orders",
            ReplicationOrder.getClassSchema(),
            "Operators' orders about the copying into this region, newest by flow")
        .partitions(1)
        .compacted()
        .appendTime()
        .maxBytes(CONTROL_BYTES)
        .spec();
  }

  /** What the region tells the others of itself, newest by region (P7). */
  public TopicSpec summaries() {
    return topic(
            "summaries",
            RegionSummary.getClassSchema(),
            "What this region tells the others of itself, newest by region")
        .partitions(1)
        .compacted()
        .maxBytes(INPUT_BYTES)
        .spec();
  }

  /** What the region says in the agreement on the failover state, newest by region (F8). */
  public TopicSpec ballots() {
    return topic(
            "ballots",
            FailoverBallot.getClassSchema(),
            "What this region says in the agreement on the failover state, newest by region")
        .partitions(1)
        .compacted()
        .maxBytes(INPUT_BYTES)
        .spec();
  }

  /** Parts of executions for another region's control plane (P7). */
  public TopicSpec forward(String region) {
    return topic(
            "forward." + region,
            ForwardedPart.getClassSchema(),
            "Parts of executions for the control plane of " + region)
        .partitions(partitions)
        .keepDays(7)
        .maxBytes(INPUT_BYTES + OVERHEAD_BYTES)
        .spec();
  }

  /** What became of the parts that a region's control plane forwarded here (P7). */
  public TopicSpec returned(String origin) {
    return topic(
            "returned." + origin,
            ReturnedPart.getClassSchema(),
            "What became of the parts that came from " + origin)
        .partitions(partitions)
        .keepDays(7)
        .maxBytes(TASK_BYTES)
        .spec();
  }

  /**
   * The topics by which federated control planes work together: a region's own, and the copies that
   * it receives of the others'.
   *
   * @param region the region
   * @param peers the other regions
   */
  public List<TopicSpec> federation(String region, List<String> peers) {
    var topics = new ArrayList<>(List.of(summaries(), ballots()));
    for (var peer : peers) {
      topics.add(forward(peer));
      topics.add(returned(peer));
      topics.add(copy(peer, summaries()));
      topics.add(copy(peer, ballots()));
      topics.add(copy(peer, commands()));
      topics.add(copy(peer, forward(region)));
      topics.add(copy(peer, returned(region)));
    }
    return List.copyOf(topics);
  }

  /**
   * The copy of a region's topic in another region's cluster: under the source's name (P5), with
   * the source's partitions and settings, and the times of its records kept.
   *
   * @param source the region that it is copied from
   */
  public TopicSpec copy(String source, TopicSpec original) {
    var config = new TreeMap<>(original.config());
    config.remove(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
    return new TopicSpec(
        source + COPY + original.name(),
        original.value(),
        original.partitions(),
        config,
        original.purpose() + ", copied from " + source);
  }

  /**
   * The topics that federated control planes need besides {@link #all}.
   *
   * @param peers the other regions, whose copies are there before anything is copied
   */
  public List<TopicSpec> replication(List<String> peers) {
    var topics =
        new ArrayList<>(
            List.of(
                patternsView(),
                delayedOutcomes(),
                sharedOutcomes(),
                replicationFlows(),
                replicationOrders(),
                publications()));
    peers.forEach(peer -> topics.add(copy(peer, patterns())));
    peers.forEach(peer -> topics.add(copy(peer, publications())));
    return List.copyOf(topics);
  }

  private Draft topic(String name, Schema value, String purpose) {
    return new Draft(prefix + name, Optional.of(value), purpose);
  }

  /** Collects the settings of one topic, so that each reads as one sentence above. */
  private static final class Draft {
    private final String name;
    private final Optional<Schema> value;
    private final String purpose;
    private final Map<String, String> config = new TreeMap<>();
    private int partitions = 1;

    Draft(String name, Optional<Schema> value, String purpose) {
      this.name = name;
      this.value = value;
      this.purpose = purpose;
    }

    Draft partitions(int count) {
      partitions = count;
      return this;
    }

    Draft keepDays(int days) {
      config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
      config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(Duration.ofDays(days).toMillis()));
      return this;
    }

    /**
     * Deletion takes whole segments: shorter ones keep a topic from outliving its days by a week.
     */
    Draft segmentHours(int hours) {
      config.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Duration.ofHours(hours).toMillis()));
      return this;
    }

    /** Closed and compacted soon, because every start of an application reads the whole topic. */
    Draft compacted() {
      config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
      config.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Duration.ofMinutes(10).toMillis()));
      config.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
      return this;
    }

    Draft appendTime() {
      config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
      return this;
    }

    Draft maxBytes(int bytes) {
      config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
      return this;
    }

    TopicSpec spec() {
      return new TopicSpec(name, value, partitions, config, purpose);
    }
  }
}
