package dev.parallax.cli.access;

import dev.parallax.runtime.access.AccessRight;
import dev.parallax.runtime.access.Holder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A right of a principal.
 *
 * @param holder why it needs that
 * @param principal as Kafka writes it, such as {@code User:shop}
 */
record Grant(Holder holder, String principal, AccessRight right) {
  private static final String ANY_HOST = "*";

  /** As a cluster keeps it: one entry for each operation, from any host. */
  List<AclBinding> bindings() {
    return right.operations().stream()
        .map(
            operation ->
                new AclBinding(
                    right.resource(),
                    new AccessControlEntry(
                        principal, ANY_HOST, operation, AclPermissionType.ALLOW)))
        .toList();
  }

  /** {@code READ, WRITE}. */
  String operations() {
    return right.operations().stream().map(Enum::name).collect(Collectors.joining(", "));
  }

  /** {@code topic parallax.requests}, {@code topic parallax-router-*}. */
  static String text(ResourcePattern resource) {
    return type(resource.resourceType())
        + " "
        + resource.name()
        + (resource.patternType() == PatternType.PREFIXED ? "*" : "");
  }

  static String type(ResourceType type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
