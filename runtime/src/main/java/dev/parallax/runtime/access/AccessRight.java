package dev.parallax.runtime.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;

/**
 * What may be done with a resource of the cluster.
 *
 * @param resource by its name, or all whose names begin with it
 * @param operations at least one, without those that Kafka takes for granted with another of them:
 *     who may read or write may also describe
 */
public record AccessRight(ResourcePattern resource, Set<AclOperation> operations) {

  /** Copies the operations. */
  public AccessRight {
    operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
  }

  /** Whether all resources whose names begin with the given one are meant. */
  public boolean isPrefixed() {
    return resource.patternType() == PatternType.PREFIXED;
  }
}
