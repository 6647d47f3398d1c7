package dev.parallax.cli.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;

/**
 * Compares the rights that a cluster grants with those that are needed.
 *
 * @param missing needed and not granted
 * @param superfluous granted to a principal of the roles that are meant, and needed by none of its
 *     roles
 */
record AclAudit(List<AclBinding> missing, List<AclBinding> superfluous) {

  /**
   * @param chosen what is to be granted
   * @param all what is needed by all roles: who has two roles keeps the rights of both
   * @param granted what the cluster knows
   */
  static AclAudit of(List<Grant> chosen, List<Grant> all, Collection<AclBinding> granted) {
    var needed = bindings(all);
    var missing = new LinkedHashSet<>(bindings(chosen));
    missing.removeAll(Set.copyOf(granted));
    var meant = chosen.stream().map(Grant::principal).collect(Collectors.toSet());
    var superfluous =
        granted.stream()
            .filter(binding -> binding.entry().permissionType() == AclPermissionType.ALLOW)
            .filter(binding -> meant.contains(binding.entry().principal()))
            .filter(binding -> !needed.contains(binding))
            .sorted((a, b) -> text(a).compareTo(text(b)))
            .toList();
    return new AclAudit(List.copyOf(missing), superfluous);
  }

  private static Set<AclBinding> bindings(List<Grant> grants) {
    return grants.stream()
        .flatMap(grant -> grant.bindings().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** {@code User:shop READ topic parallax.outcomes}. */
  static String text(AclBinding binding) {
    var entry = binding.entry();
    return entry.principal()
        + " "
        + entry.operation()
        + " "
        + Grant.text(binding.pattern())
        + (entry.host().equals("*") ? "" : " from " + entry.host());
  }
}
