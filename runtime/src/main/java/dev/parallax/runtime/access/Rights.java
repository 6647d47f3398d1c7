package dev.parallax.runtime.access;

import dev.parallax.schemas.TopicSpec;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Collects the rights of one holder; what is added twice is one right. */
final class Rights {
  /** Of who may read or write, Kafka takes it for granted. */
  private static final Set<AclOperation> DESCRIBING =
      EnumSet.of(AclOperation.READ, AclOperation.WRITE, AclOperation.ALTER);

  private final Map<ResourcePattern, EnumSet<AclOperation>> byResource = new LinkedHashMap<>();

  Rights read(TopicSpec... topics) {
    return topics(List.of(topics), AclOperation.READ);
  }

  Rights write(TopicSpec... topics) {
    return topics(List.of(topics), AclOperation.WRITE);
  }

  Rights topics(Collection<TopicSpec> topics, AclOperation... operations) {
    topics.forEach(topic -> topic(topic.name(), operations));
    return this;
  }

  Rights topic(String name, AclOperation... operations) {
    return add(ResourceType.TOPIC, name, PatternType.LITERAL, operations);
  }

  /** Topics that are made and named by what uses them. */
  Rights topicsFrom(String prefix, AclOperation... operations) {
    return add(ResourceType.TOPIC, prefix, PatternType.PREFIXED, operations);
  }

  Rights group(String name) {
    return add(ResourceType.GROUP, name, PatternType.LITERAL, AclOperation.READ);
  }

  Rights groupsFrom(String prefix) {
    return add(ResourceType.GROUP, prefix, PatternType.PREFIXED, AclOperation.READ);
  }

  Rights transactionsFrom(String prefix) {
    return add(ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED, AclOperation.WRITE);
  }

  /** What a topology of Kafka Streams with exactly once does beside its sources and sinks. */
  Rights streams(String applicationId) {
    var own = applicationId + "-";
    return topicsFrom(own, AclOperation.CREATE, AclOperation.READ, AclOperation.WRITE)
        .group(applicationId)
        .transactionsFrom(own);
  }

  private Rights add(
      ResourceType type, String name, PatternType pattern, AclOperation... operations) {
    byResource
        .computeIfAbsent(
            new ResourcePattern(type, name, pattern), one -> EnumSet.noneOf(AclOperation.class))
        .addAll(List.of(operations));
    return this;
  }

  /** In the order in which resources were named first. */
  List<AccessRight> all() {
    return byResource.entrySet().stream()
        .map(entry -> new AccessRight(entry.getKey(), needed(entry.getValue())))
        .toList();
  }

  private static Set<AclOperation> needed(EnumSet<AclOperation> operations) {
    var needed = EnumSet.copyOf(operations);
    if (needed.stream().anyMatch(DESCRIBING::contains)) {
      needed.remove(AclOperation.DESCRIBE);
    }
    return needed;
  }
}
