package dev.parallax.runtime.topics;

import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing and verifies those that are there; changes none of them. */
public final class TopicProvisioner {

  private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);
  private static final int TIMEOUT_MS = 10_000;
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private TopicProvisioner() {}

  /**
   * Afterwards every topic exists, with the partitions and the settings that rules rest on. Several
   * processes may do this at once.
   *
   * @param replicationFactor of topics that are created; -1 = the broker's default
   * @return names of the topics that were created by this call, sorted
   * @throws KnownFault if one cannot be created or is not as it must be; its message names all of
   *     them, one a line, and what to do
   * @throws RetriableException if the cluster did not answer; what was created stays
   */
  public static Set<String> ensure(Admin admin, List<TopicSpec> topics, int replicationFactor) {
    var present = describe(admin, topics);
    var missing = topics.stream().filter(spec -> !present.containsKey(spec.name())).toList();
    if (missing.isEmpty()) {
      TopicVerification.verify(admin, topics, present);
      return Set.of();
    }
    var created = create(admin, missing, replicationFactor);
    var visible = awaitVisible(admin, topics);
    TopicVerification.verify(admin, topics, visible);
    awaitServed(admin, missing, visible);
    return created;
  }

  /**
   * A partition is served a moment after its topic is visible. What an idempotent producer writes
   * before that is refused and sent again, at times in another order, and then refused until the
   * producer gives up.
   */
  private static void awaitServed(
      Admin admin, List<TopicSpec> created, Map<String, TopicDescription> visible) {
    var latest = new HashMap<TopicPartition, OffsetSpec>();
    for (var spec : created) {
      for (var partition : visible.get(spec.name()).partitions()) {
        latest.put(new TopicPartition(spec.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    long start = System.nanoTime();
    while (!areServed(admin, latest, System.nanoTime() - start < VISIBLE_WITHIN.toNanos())) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** The client sends some questions again by itself, but not those about an unknown topic. */
  private static boolean areServed(
      Admin admin, Map<TopicPartition, OffsetSpec> latest, boolean mayWait) {
    try {
      AdminCalls.answer(
          admin.listOffsets(latest, new ListOffsetsOptions().timeoutMs(TIMEOUT_MS)).all());
      return true;
    } catch (UnknownTopicOrPartitionException unknown) {
      if (mayWait) {
        return false;
      }
      throw unknown;
    }
  }

  /** Brokers learn of a topic a moment after it was created, by us or by somebody else. */
  private static Map<String, TopicDescription> awaitVisible(Admin admin, List<TopicSpec> topics) {
    long start = System.nanoTime();
    var present = describe(admin, topics);
    while (present.size() < topics.size() && System.nanoTime() - start < VISIBLE_WITHIN.toNanos()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      present = describe(admin, topics);
    }
    return present;
  }

  /** The topics that exist, by name. */
  private static Map<String, TopicDescription> describe(Admin admin, List<TopicSpec> topics) {
    var answers =
        admin
            .describeTopics(
                topics.stream().map(TopicSpec::name).toList(),
                new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS))
            .topicNameValues();
    var present = new HashMap<String, TopicDescription>();
    answers.forEach(
        (name, answer) -> {
          try {
            present.put(name, AdminCalls.answer(answer));
          } catch (UnknownTopicOrPartitionException absent) {
            LOG.debug("Topic {} is not there yet", name);
          } catch (AuthorizationException e) {
            throw new KnownFault(
                "not allowed to see topic %s: grant DESCRIBE on it to this principal"
                    .formatted(name),
                e);
          }
        });
    return present;
  }

  private static Set<String> create(Admin admin, List<TopicSpec> missing, int replicationFactor) {
    var answers =
        admin
            .createTopics(
                missing.stream().map(spec -> newTopic(spec, replicationFactor)).toList(),
                new CreateTopicsOptions().timeoutMs(TIMEOUT_MS))
            .values();
    var created = new TreeSet<String>();
    var faults = new LinkedHashMap<String, KafkaException>();
    for (var spec : missing) {
      try {
        AdminCalls.answer(answers.get(spec.name()));
        created.add(spec.name());
      } catch (TopicExistsException e) {
        LOG.debug("Topic {} was created by somebody else meanwhile", spec.name());
      } catch (ApiException e) {
        faults.put(spec.name(), e);
      }
    }
    if (!created.isEmpty()) {
      LOG.info("Created topics {}", created);
    }
    throwIfAny(faults);
    return created;
  }

  private static NewTopic newTopic(TopicSpec spec, int replicationFactor) {
    return new NewTopic(
            spec.name(),
            Optional.of(spec.partitions()),
            replicationFactor < 0 ? Optional.empty() : Optional.of((short) replicationFactor))
        .configs(spec.config());
  }

  private static void throwIfAny(Map<String, KafkaException> faults) {
    for (var fault : faults.values()) {
      if (fault instanceof RetriableException passing) {
        throw passing;
      }
    }
    if (!faults.isEmpty()) {
      var lines = faults.entrySet().stream().map(e -> refusal(e.getKey(), e.getValue())).toList();
      throw new KnownFault(String.join("\n", lines), faults.values().iterator().next());
    }
  }

  private static String refusal(String topic, KafkaException fault) {
    var next =
        fault instanceof AuthorizationException
            ? "grant CREATE on it to this principal, or create it before"
            : fault instanceof InvalidReplicationFactorException
                ? "set topics.replicationFactor to what the cluster's brokers can hold (-1 = its default)"
                : "mend that, or create it before";
    return "topic %s cannot be created: %s; %s".formatted(topic, fault.getMessage(), next);
  }
}
