package dev.parallax.runtime.ops;

import static dev.parallax.runtime.ops.MetricDefinition.counter;
import static dev.parallax.runtime.ops.MetricDefinition.gauge;
import static dev.parallax.runtime.ops.MetricDefinition.histogram;
import static dev.parallax.runtime.ops.MetricDefinition.info;
import static dev.parallax.runtime.ops.MetricLabel.FLOW;
import static dev.parallax.runtime.ops.MetricLabel.FROM;
import static dev.parallax.runtime.ops.MetricLabel.HASH;
import static dev.parallax.runtime.ops.MetricLabel.KIND;
import static dev.parallax.runtime.ops.MetricLabel.ORIGIN;
import static dev.parallax.runtime.ops.MetricLabel.PARTITION;
import static dev.parallax.runtime.ops.MetricLabel.PATTERN;
import static dev.parallax.runtime.ops.MetricLabel.REASON;
import static dev.parallax.runtime.ops.MetricLabel.REGION;
import static dev.parallax.runtime.ops.MetricLabel.RESULT;
import static dev.parallax.runtime.ops.MetricLabel.STATUS;
import static dev.parallax.runtime.ops.MetricLabel.STRATEGY;
import static dev.parallax.runtime.ops.MetricLabel.TO;
import static dev.parallax.runtime.ops.MetricLabel.TOPIC;
import static dev.parallax.runtime.ops.MetricSource.HEALTH;
import static dev.parallax.runtime.ops.MetricSource.OBSERVER;
import static dev.parallax.runtime.ops.MetricSource.REPLICATOR;
import static dev.parallax.runtime.ops.MetricSource.ROUTER;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The catalogue of our metrics: what {@code /metrics} shows of each, and {@code docs/metrics.md}
 * says. Metrics of libraries (JVM, Kafka's clients and streams) are not in it.
 */
public enum Metric {
  /** Connected agents. */
  AGENTS_CONNECTED(
      gauge("parallax_agents_connected", "agents")
          .means(
              "Agents connected, draining ones included; explicit for every configured region, by"
                  + " the writer of regions only (H9).")
          .by(REGION)
          .from(HEALTH)
          .alerts("RegionNoAgents")),

  /** Health of a region. */
  REGION_HEALTH(
      gauge("parallax_region_health", "1 or 0")
          .means(
              "0 if the region is UNHEALTHY, or UNKNOWN after it, else 1; explicit for every"
                  + " configured region, by the writer of regions only (H9).")
          .by(REGION)
          .from(HEALTH)
          .alerts("RegionUnhealthy", "NoRegionWriter")),

  /** Latency between regions. */
  CROSS_REGION_LATENCY_SECONDS(
      gauge("parallax_cross_region_latency_seconds", "seconds")
          .means(
              "Measured latency between regions (H4); absent while not measured, by the writer of"
                  + " regions only.")
          .by(FROM, TO)
          .from(HEALTH)
          .alerts("HighCrossRegionLatency")),

  /** Difference of clocks. */
  CLOCK_SKEW_SECONDS(
      gauge("parallax_clock_skew_seconds", "seconds")
          .means(
              "By how much the clock of a region's observer is ahead of the broker's, by its last"
                  + " successful probe; negative if it is behind, or the probe was written late.")
          .by(REGION)
          .from(HEALTH)
          .alerts("ClockSkew")),

  /** Failover events. */
  FAILOVERS_TOTAL(
      counter("parallax_failovers_total", "events")
          .means("Failover events, changes as well as refusals (F7).")
          .by(KIND)
          .from(HEALTH)
          .alerts("FailoverHappened", "FailoverBlocked")),

  /** One agent id in two regions. */
  AGENT_DUPLICATES_TOTAL(
      counter("parallax_agent_duplicates_total", "heartbeats")
          .means("Heartbeats and registrations that showed one agent id in two regions (H6).")
          .from(HEALTH)
          .alerts("AgentDuplicates")),

  /** Probes made. */
  PROBES_TOTAL(
      counter("parallax_probes_total", "probes")
          .means("Probes of other regions' health that this process made (H8).")
          .by(FROM, TO, RESULT)
          .from(HEALTH, OBSERVER)),

  /** Executions by region. */
  EXECUTIONS_TOTAL(
      counter("parallax_executions_total", "executions")
          .means("Executions by the region in which they ran, once per execution and region (H9).")
          .by(REGION)
          .from(ROUTER)),

  /** Requests that were routed. */
  DECISIONS_TOTAL(
      counter("parallax_decisions_total", "requests")
          .means(
              "Requests that were routed to a region, once per request and region that got tasks"
                  + " of it (R18).")
          .by(STRATEGY, ORIGIN, REGION)
          .from(ROUTER)),

  /** Time of a decision. */
  DECISION_SECONDS(
      histogram("parallax_decision_seconds")
          .means("Time of one routing decision; a request that is held is decided several times.")
          .from(ROUTER)),

  /** Requests that got no agents. */
  UNROUTABLE_TOTAL(
      counter("parallax_unroutable_total", "requests")
          .means("Requests that were given up without agents (R19).")
          .by(REASON)
          .from(ROUTER)
          .alerts("UnroutableRequests", "ResidencyRefusals")),

  /** Requests that wait. */
  HELD_REQUESTS(
      gauge("parallax_held_requests", "requests")
          .means("Requests that wait for regions, agents or a pattern at the moment (R17).")
          .by(PARTITION)
          .from(ROUTER)
          .alerts("HeldRequests", "NoRouter")),

  /** Executions under way. */
  EXECUTIONS_RUNNING(
      gauge("parallax_executions_running", "executions")
          .means("Executions without an outcome at the moment.")
          .by(PARTITION)
          .from(ROUTER)),

  /** Executions that are remembered. */
  EXECUTIONS_ENDED_KEPT(
      gauge("parallax_executions_ended_kept", "executions")
          .means(
              "Executions with an outcome, and refused requests, that are remembered for"
                  + " executions.idempotence (X9) and until the router comes round to them.")
          .by(PARTITION)
          .from(ROUTER)),

  /** Outcomes. */
  OUTCOMES_TOTAL(
      counter("parallax_outcomes_total", "executions")
          .means("Executions that ended (X9).")
          .by(STATUS, PATTERN)
          .from(ROUTER)
          .alerts("UnroutableRequests")),

  /** Time of an execution. */
  EXECUTION_DURATION_SECONDS(
      histogram("parallax_execution_duration_seconds")
          .means("Time from a request's append to its outcome.")
          .from(ROUTER)),

  /** Results without effect. */
  IGNORED_RESULTS_TOTAL(
      counter("parallax_ignored_results_total", "results")
          .means(
              "Results that came too late, twice or for a replaced attempt, and so changed nothing"
                  + " (X2, X8).")
          .from(ROUTER)),

  /** Dangers of the fleet. */
  FLEET_RISKS(
      gauge("parallax_fleet_risks", "risks")
          .means(
              "Dangers of the fleet as it stands: the other regions could not carry the load of the"
                  + " largest, or a standby has too few agents (C4, F2).")
          .from(ROUTER)
          .alerts("FleetRisks")),

  /** Records in another partition than their key's. */
  REHOMED_TOTAL(
      counter("parallax_rehomed_total", "records")
          .means("Records that were written back to the partition of their key.")
          .by(TOPIC)
          .from(ROUTER, HEALTH)),

  /** Records that could not be read. */
  DEAD_LETTERS_TOTAL(
      counter("parallax_dead_letters_total", "records")
          .means("Records that could not be used and were put on the dead-letters topic.")
          .by(TOPIC, REASON)
          .from(ROUTER, HEALTH, REPLICATOR)
          .alerts("DeadLettersGrowing")),

  /** State records that could not be used. */
  BAD_STATE_RECORDS_TOTAL(
      counter("parallax_bad_state_records_total", "records")
          .means("State records that could not be used; the last good state is kept.")
          .by(TOPIC)
          .from(ROUTER, HEALTH)),

  /** Whether regions agree. */
  QUORUM(
      gauge("parallax_quorum", "1 or 0")
          .means(
              "Whether the control plane of this region hears a majority of all regions, so that the"
                  + " failover state can change there (F8); by the writer of regions only, and only"
                  + " where each region has a control plane of its own.")
          .by(REGION)
          .from(HEALTH)
          .alerts("NoMajority")),

  /** Records of peers that are not believed. */
  PEER_RECORDS_IGNORED_TOTAL(
      counter("parallax_peer_records_ignored_total", "records")
          .means(
              "Records of other regions' control planes that were ignored, by the region that they"
                  + " were copied from: MISSING or WRONG seal, a STRANGER that is no peer,"
                  + " UNREADABLE, of a later release that this one does not understand (NEWER), or in"
                  + " the name of another region (FOREIGN).")
          .by(REGION, REASON)
          .from(HEALTH)),

  /** Parts for other regions. */
  FORWARDED_PARTS_TOTAL(
      counter("parallax_forwarded_parts_total", "parts")
          .means(
              "Parts of executions that were forwarded to another region's control plane (P7):"
                  + " EXECUTE asks for agents there, CANCEL says that nobody waits for them any"
                  + " more.")
          .by(REGION, KIND)
          .from(ROUTER)),

  /** Parts of other regions. */
  TAKEN_PARTS_TOTAL(
      counter("parallax_taken_parts_total", "parts")
          .means(
              "Parts of executions of another region's control plane for which agents were asked"
                  + " here (P7).")
          .by(ORIGIN)
          .from(ROUTER)),

  /** Parts that cannot be served. */
  SENT_BACK_PARTS_TOTAL(
      counter("parallax_sent_back_parts_total", "parts")
          .means(
              "Parts of executions of another region's control plane for which nobody could be"
                  + " asked here (P7): for a reason of R19, because another execution of the same"
                  + " id is known here (KNOWN_ID), or too many agents were asked (TOO_MANY).")
          .by(ORIGIN, REASON)
          .from(ROUTER)),

  /** Answers for other regions. */
  RETURNED_ANSWERS_TOTAL(
      counter("parallax_returned_answers_total", "answers")
          .means(
              "Answers of agents here, failures among them, that were returned to another region's"
                  + " control plane (P7).")
          .by(ORIGIN)
          .from(ROUTER)),

  /** Patterns in conflict. */
  PATTERN_CONFLICTS(
      gauge("parallax_pattern_conflicts", "patterns")
          .means(
              "Patterns of which regions applied the same version with other contents, at the"
                  + " moment (P2).")
          .from(REPLICATOR)
          .alerts("PatternConflicts")),

  /** Outcomes for other regions. */
  ANALYTICS_RELAYED_TOTAL(
      counter("parallax_analytics_relayed_total", "outcomes")
          .means("Outcomes that were written for other regions (P4).")
          .by(TOPIC)
          .from(REPLICATOR)),

  /** Outcomes yet to be written for other regions. */
  ANALYTICS_WAITING(
      gauge("parallax_analytics_waiting", "outcomes")
          .means(
              "Outcomes that are still to be written for other regions, those whose delay has not"
                  + " passed among them, of the partitions that this process reads.")
          .by(TOPIC)
          .from(REPLICATOR)),

  /** Age of the oldest of them. */
  ANALYTICS_OLDEST_SECONDS(
      gauge("parallax_analytics_oldest_seconds", "seconds")
          .means("Age of the oldest outcome that is still to be written; 0 if there is none.")
          .by(TOPIC)
          .from(REPLICATOR)
          .alerts("AnalyticsLate")),

  /** Age that they must have. */
  ANALYTICS_DELAY_SECONDS(
      gauge("parallax_analytics_delay_seconds", "seconds")
          .means("The configured delay before an outcome is written for other regions.")
          .by(TOPIC)
          .from(REPLICATOR)
          .alerts("AnalyticsLate")),

  /** Whether a flow copies. */
  REPLICATION_FLOW_UP(
      gauge("parallax_replication_flow_up", "1, 0 or NaN")
          .means("1 while the flow copies, else 0; NaN in a replicator that stands by.")
          .by(FLOW)
          .from(REPLICATOR)
          .alerts("ReplicationFlowDown", "NoReplicator")),

  /** Records to copy. */
  REPLICATION_LAG_RECORDS(
      gauge("parallax_replication_lag_records", "records")
          .means("Committed records of the source that are not copied yet; NaN while not known.")
          .by(FLOW)
          .from(REPLICATOR)),

  /** Age of the oldest of them. */
  REPLICATION_LAG_SECONDS(
      gauge("parallax_replication_lag_seconds", "seconds")
          .means(
              "Age of the oldest record that is not copied yet; 0 if all are, NaN while not known.")
          .by(FLOW)
          .from(REPLICATOR)
          .alerts("ReplicationLag")),

  /** Bytes read to be copied. */
  REPLICATION_BYTES_TOTAL(
      counter("parallax_replication_bytes_total", "bytes")
          .means("Bytes of values that were read for copying.")
          .by(FLOW)
          .from(REPLICATOR)),

  /** Records that are not copied. */
  REPLICATION_EXCLUDED_TOTAL(
      counter("parallax_replication_excluded_total", "records")
          .means("Records that stayed in their region, as their pattern never leaves it (P1).")
          .by(FLOW)
          .from(REPLICATOR)),

  /** Which configuration the process has. */
  CONFIG_INFO(
      info("parallax_config_info")
          .means("The configuration of the process, by its hash (C5).")
          .by(HASH)
          .from(ROUTER, HEALTH, OBSERVER, REPLICATOR)
          .alerts("ConfigurationsDiffer"));

  /** What a metric is to Prometheus. */
  public enum Kind {
    /** A value that goes up and down. */
    GAUGE,
    /** A value that goes up, and to 0 at a start. */
    COUNTER,
    /** Buckets of times, with their sum and number. */
    HISTOGRAM,
    /** Always 1: its labels are what it says; a gauge to Prometheus. */
    INFO;

    /** As people write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  // A record of lists and sets that nobody changes.
  @SuppressWarnings("ImmutableEnumChecker")
  private final MetricDefinition definition;

  Metric(MetricDefinition definition) {
    this.definition = definition;
  }

  /** Its name as Prometheus shows it; those of a histogram's series have a suffix more. */
  public String exposedName() {
    return definition.name();
  }

  /** Its type. */
  public Kind kind() {
    return definition.kind();
  }

  /** What its value counts or measures. */
  public String unit() {
    return definition.unit();
  }

  /** What it means, in one sentence: its help text. */
  public String meaning() {
    return definition.meaning();
  }

  /** Its labels, all of them on every series; empty if it has one series. */
  public List<MetricLabel> labels() {
    return definition.labels();
  }

  /** Which processes expose it. */
  public Set<MetricSource> sources() {
    return definition.sources();
  }

  /** Names of the alerts that look at it; empty if none does. */
  public List<String> alerts() {
    return definition.alerts();
  }
}
