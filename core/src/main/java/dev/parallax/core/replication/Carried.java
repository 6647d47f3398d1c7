package dev.parallax.core.replication;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Replication;
import java.util.ArrayList;
import java.util.List;

/**
 * Which topics a flow carries, from the configuration alone.
 *
 * <ol>
 *   <li>A topic that matches {@code excludePatterns}, with or without the prefix, is never carried
 *       (P1).
 *   <li>A copy is never carried, so nothing goes twice round a loop (P5).
 *   <li>What Kafka, Connect, Kafka Streams and replication itself keep for themselves is never
 *       carried.
 *   <li>What federated control planes need to work together is always carried, whatever is
 *       excluded: forwarded requests and what returns to the one region that they are for (P7).
 *   <li>Of the rest: what the configuration switches on, and what matches {@code
 *       replication.topics} and is no topic of Parallax: those hold values of bound requests (R5)
 *       and are carried by their own switches only.
 * </ol>
 *
 * @param prefix what the names of our topics begin with
 * @param always full names of what is carried in any case
 * @param topics full names of what is switched on
 * @param byPattern those of {@code topics} whose keys are names of patterns
 * @param globs further topics
 * @param excluded globs of names that never leave their region
 */
public record Carried(
    String prefix,
    List<String> always,
    List<String> topics,
    List<String> byPattern,
    Globs globs,
    Globs excluded) {

  /** What stands between a region and the name of the topic that is copied from it. */
  public static final String COPY = ".mirror.";

  /** What the names of the topics in which the copying keeps its own state begin with. */
  public static final String OWN = "mirror-";

  /** Copies the names. */
  public Carried {
    always = List.copyOf(always);
    topics = List.copyOf(topics);
    byPattern = List.copyOf(byPattern);
  }

  /** What a flow carries. */
  public static Carried of(ParallaxConfig config, Flow flow) {
    var replication = config.replication();
    var prefix = config.topics().prefix();
    var byPattern = named(prefix, byPattern(replication.patterns()));
    var topics = new ArrayList<>(byPattern);
    topics.addAll(named(prefix, ofExecutions(replication.executions(), flow.target())));
    if (replication.agents()) {
      topics.addAll(named(prefix, List.of("agents", "regions")));
    }
    return new Carried(
        prefix,
        config.isFederated() ? named(prefix, ofControlPlanes(flow.target())) : List.of(),
        topics,
        byPattern,
        new Globs(replication.topics()),
        new Globs(replication.patterns().excludePatterns()));
  }

  private static List<String> ofControlPlanes(String target) {
    return List.of("summaries", "ballots", "commands", "forward." + target, "returned." + target);
  }

  private static List<String> byPattern(Replication.Patterns patterns) {
    if (!patterns.enabled()) {
      return List.of();
    }
    return patterns.mode() == Replication.Mode.STRONG
        ? List.of("patterns", "publications")
        : List.of("patterns");
  }

  private static List<String> ofExecutions(Replication.Executions executions, String target) {
    var names = new ArrayList<String>();
    executions
        .analytics()
        .filter(analytics -> analytics.destination().equals(target))
        .ifPresent(here -> names.add("outcomes-delayed"));
    if (executions.enabled()) {
      names.addAll(List.of("outcomes-shared", "decisions"));
    }
    return names;
  }

  private static List<String> named(String prefix, List<String> names) {
    return names.stream().map(prefix::concat).toList();
  }

  /** Whether the flow carries this topic of its source. */
  public boolean carries(String topic) {
    return always.contains(topic)
        || ((topics.contains(topic) || isFurther(topic))
            && !isExcluded(topic)
            && !isOwnAffair(topic));
  }

  /** Never one of ours: it would take along the values of bound requests (R5). */
  private boolean isFurther(String topic) {
    return globs.matches(topic) && !topic.startsWith(prefix);
  }

  /** Whether a record of a topic that is carried stays in its region, by its key (P1). */
  public boolean staysHome(String topic, String key) {
    return byPattern.contains(topic) && excluded.matches(key);
  }

  /** Whether the flow may ever have something to carry. */
  public boolean isAny() {
    return !always.isEmpty() || !topics.isEmpty() || !globs.globs().isEmpty();
  }

  /** What is switched on and yet excluded by its name; usually nothing, worth a warning if not. */
  public List<String> switchedOnButExcluded() {
    return topics.stream().filter(this::isExcluded).toList();
  }

  private boolean isExcluded(String topic) {
    return excluded.matches(topic)
        || (topic.startsWith(prefix) && excluded.matches(topic.substring(prefix.length())));
  }

  private boolean isOwnAffair(String topic) {
    return topic.contains(COPY)
        || topic.startsWith("__")
        || topic.endsWith("-changelog")
        || topic.endsWith("-repartition")
        || topic.endsWith("-internal")
        || topic.endsWith(".internal")
        || topic.startsWith(prefix + OWN)
        || topic.startsWith(prefix + "replication-")
        || topic.equals(prefix + "patterns-view");
  }
}
