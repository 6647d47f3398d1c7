package dev.parallax.runtime.ops;

/**
 * Every metric of ours, exactly as Prometheus shows it. Label values come from the configuration or
 * from a closed list, so that their number is bounded whatever arrives on a topic.
 */
public final class MetricNames {

  /**
   * Agents connected, draining ones included. Label {@code region}; explicit for every region (H9).
   * Alert: {@code parallax_agents_connected == 0} for 2m.
   */
  public static final String AGENTS_CONNECTED = "parallax_agents_connected";

  /** Executions by the region in which they ran, once per execution and region (H9). */
  public static final String EXECUTIONS_TOTAL = "parallax_executions_total";

  /**
   * Measured latency between regions in seconds (H4). Labels {@code from}, {@code to}; absent while
   * not measured. Alert: {@code parallax_cross_region_latency_seconds > 0.5} for 5m.
   */
  public static final String CROSS_REGION_LATENCY_SECONDS = "parallax_cross_region_latency_seconds";

  /**
   * 0 if UNHEALTHY, or UNKNOWN after it, else 1 (H9). Label {@code region}. Alert: {@code
   * parallax_region_health == 0} for 1m.
   */
  public static final String REGION_HEALTH = "parallax_region_health";

  /** Time of one routing decision in seconds, a histogram. */
  public static final String DECISION_SECONDS = "parallax_decision_seconds";

  /** Unroutable requests. Label {@code reason} (R19). */
  public static final String UNROUTABLE_TOTAL = "parallax_unroutable_total";

  /**
   * Requests that are held now (R17). Label {@code partition}, so that each is counted by one
   * process; sum over it. Alert: {@code sum(parallax_held_requests) > 0} for 5m: requests keep
   * coming that find no agents.
   */
  public static final String HELD_REQUESTS = "parallax_held_requests";

  /**
   * Executions without an outcome now. Label {@code partition}, so that each is counted by one
   * process; sum over it.
   */
  public static final String EXECUTIONS_RUNNING = "parallax_executions_running";

  /**
   * Executions with an outcome, and refused requests, that are remembered now: for {@code
   * executions.idempotence} (X9) and until the router comes round to them. Label {@code partition}
   * as above.
   */
  public static final String EXECUTIONS_ENDED_KEPT = "parallax_executions_ended_kept";

  /**
   * Dangers of the fleet as it stands: the other regions could not carry the load of the largest, a
   * standby has too few agents (C4, F2). The log and {@code parallax region status} say which.
   * Alert: {@code max(parallax_fleet_risks) > 0} for 10m.
   */
  public static final String FLEET_RISKS = "parallax_fleet_risks";

  /**
   * Patterns of which regions applied the same version with other contents, now (P2). {@code
   * parallax pattern conflicts} names them. Alert: {@code max(parallax_pattern_conflicts) > 0} for
   * 10m.
   */
  public static final String PATTERN_CONFLICTS = "parallax_pattern_conflicts";

  /** Outcomes. Label {@code status} (X9). */
  public static final String OUTCOMES_TOTAL = "parallax_outcomes_total";

  /** Time from a request's append to its outcome in seconds, a histogram. */
  public static final String EXECUTION_DURATION_SECONDS = "parallax_execution_duration_seconds";

  /**
   * Results that came too late, twice or for a replaced attempt, and so changed nothing (X2, X8).
   */
  public static final String IGNORED_RESULTS_TOTAL = "parallax_ignored_results_total";

  /** Records that were written back to their home partition. Label {@code topic}. */
  public static final String REHOMED_TOTAL = "parallax_rehomed_total";

  /**
   * Records that could not be read. Labels {@code topic}, {@code reason}. Alert: {@code
   * rate(parallax_dead_letters_total[5m]) > 0}.
   */
  public static final String DEAD_LETTERS_TOTAL = "parallax_dead_letters_total";

  /** State records that could not be used; the last good state is kept. Label {@code topic}. */
  public static final String BAD_STATE_RECORDS_TOTAL = "parallax_bad_state_records_total";

  /** Probes made. Labels {@code from}, {@code to}, {@code result} (ok or failed). */
  public static final String PROBES_TOTAL = "parallax_probes_total";

  /**
   * Heartbeats and registrations that showed one agent id in two regions (H6). Alert: {@code
   * increase(parallax_agent_duplicates_total[10m]) > 0}.
   */
  public static final String AGENT_DUPLICATES_TOTAL = "parallax_agent_duplicates_total";

  /**
   * Outcomes that were written for other regions (P4). Label {@code topic}: where to, {@code
   * outcomes-delayed} or {@code outcomes-shared} under the prefix.
   */
  public static final String ANALYTICS_RELAYED_TOTAL = "parallax_analytics_relayed_total";

  /**
   * Outcomes that are still to be written there, those whose delay has not passed among them, of
   * the partitions that this process reads. Label {@code topic} as above.
   */
  public static final String ANALYTICS_WAITING = "parallax_analytics_waiting";

  /**
   * Age of the oldest of them in seconds; 0 if there is none. Label {@code topic} as above. Alert:
   * more than the configured delay and a minute, for 5m.
   */
  public static final String ANALYTICS_OLDEST_SECONDS = "parallax_analytics_oldest_seconds";

  /** Failover events. Label {@code kind} (F7). */
  public static final String FAILOVERS_TOTAL = "parallax_failovers_total";

  /**
   * 1 while a flow copies, else 0. Label {@code flow}, as {@code source>target}, here and below.
   * Alert: {@code parallax_replication_flow_up == 0} for 2m.
   */
  public static final String REPLICATION_FLOW_UP = "parallax_replication_flow_up";

  /** Committed records of the source that are not copied yet; NaN while not known. */
  public static final String REPLICATION_LAG_RECORDS = "parallax_replication_lag_records";

  /**
   * Age of the oldest record that is not copied yet, in seconds; 0 if all are, NaN while not known.
   * Alert: {@code parallax_replication_lag_seconds > 60} for 5m.
   */
  public static final String REPLICATION_LAG_SECONDS = "parallax_replication_lag_seconds";

  /** Bytes of values that were read for copying. */
  public static final String REPLICATION_BYTES_TOTAL = "parallax_replication_bytes_total";

  /** Records that stayed in their region, as their pattern never leaves it (P1). */
  public static final String REPLICATION_EXCLUDED_TOTAL = "parallax_replication_excluded_total";

  /**
   * Always 1. Label {@code hash}: the configuration's (C5). Alert: {@code count(count by (hash)
   * (parallax_config_info)) > 1}.
   */
  public static final String CONFIG_INFO = "parallax_config_info";

  private MetricNames() {}
}
