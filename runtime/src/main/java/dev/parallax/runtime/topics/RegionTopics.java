package dev.parallax.runtime.topics;

import dev.parallax.runtime.ops.LogKeys;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the task topics of the regions, because under exactly-once one missing sink stops every
 * region: a region whose topic is missing gets no tasks until it is back. A topic that came back
 * with other partitions than the catalogue's counts as missing, as agents are told apart by
 * partition. While the cluster does not answer, what was last seen holds.
 *
 * <p>{@link #missing} may be called from any thread; the listener is called from the watching one,
 * on changes only.
 */
public final class RegionTopics implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RegionTopics.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final int TIMEOUT_MS = 8_000;

  private final Admin admin;
  private final Map<String, TopicSpec> topics;
  private final Consumer<Set<String>> listener;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(RegionTopics::thread);
  private final ScheduledFuture<?> looking;
  private volatile Set<String> missing = Set.of();
  private boolean answered = true;

  private RegionTopics(
      Admin admin, Map<String, TopicSpec> topics, Consumer<Set<String>> listener, Duration period) {
    this.admin = admin;
    this.topics = topics;
    this.listener = listener;
    this.looking =
        watch.scheduleWithFixedDelay(
            this::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Starts watching, every 10 s from now. Nothing is missing until seen so: the launcher has
   * created the topics just before.
   *
   * @param listener told which regions' topics are missing, whenever that changes
   */
  public static RegionTopics watch(
      Admin admin, TopicCatalogue catalogue, List<String> regions, Consumer<Set<String>> listener) {
    return watch(admin, catalogue, regions, listener, PERIOD);
  }

  static RegionTopics watch(
      Admin admin,
      TopicCatalogue catalogue,
      List<String> regions,
      Consumer<Set<String>> listener,
      Duration period) {
    var topics = new LinkedHashMap<String, TopicSpec>();
    regions.forEach(region -> topics.put(region, catalogue.executions(region)));
    return new RegionTopics(admin, topics, listener, period);
  }

  private static Thread thread(Runnable looking) {
    var thread = new Thread(looking, "region-topics");
    thread.setDaemon(true);
    return thread;
  }

  /** Regions whose task topic is missing, by the last look at it. */
  public Set<String> missing() {
    return missing;
  }

  /** An exception that got out would end the watch, so every kind of it is said here. */
  private void look() {
    try {
      publish(lookAll());
      answered = true;
    } catch (InterruptException closing) {
      LOG.debug("Interrupted while looking at the region topics");
    } catch (RuntimeException e) {
      if (answered) {
        LOG.warn("Cannot look at the region topics, the last state holds: {}", e.toString());
      }
      answered = false;
    }
  }

  private Set<String> lookAll() {
    var names = new ArrayList<String>();
    topics.values().forEach(spec -> names.add(spec.name()));
    var answers =
        admin
            .describeTopics(names, new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS))
            .topicNameValues();
    var gone = new TreeSet<String>();
    topics.forEach(
        (region, spec) -> {
          if (!isUsable(spec, answers.get(spec.name()))) {
            gone.add(region);
          }
        });
    return gone;
  }

  /**
   * Whether it is there as it must be.
   *
   * @throws KafkaException if that is not known
   */
  private static boolean isUsable(TopicSpec spec, KafkaFuture<TopicDescription> answer) {
    try {
      return AdminCalls.answer(answer).partitions().size() == spec.partitions();
    } catch (UnknownTopicOrPartitionException absent) {
      return false;
    }
  }

  private void publish(Set<String> now) {
    if (now.equals(missing)) {
      return;
    }
    topics.forEach((region, spec) -> say(region, spec, missing, now));
    listener.accept(Set.copyOf(now));
    missing = Set.copyOf(now);
  }

  private static void say(String region, TopicSpec spec, Set<String> before, Set<String> now) {
    if (now.contains(region) && !before.contains(region)) {
      LOG.atError()
          .addKeyValue(LogKeys.REGION, region)
          .log(
              "Topic {} is missing or has not {} partitions: {} gets no tasks until it is created again",
              spec.name(),
              spec.partitions(),
              region);
    } else if (!now.contains(region) && before.contains(region)) {
      LOG.atInfo()
          .addKeyValue(LogKeys.REGION, region)
          .log("Topic {} is back: {} may get tasks again", spec.name(), region);
    }
  }

  @Override
  public void close() {
    looking.cancel(true);
    watch.shutdownNow();
  }
}
