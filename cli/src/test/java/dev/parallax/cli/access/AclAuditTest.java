package dev.parallax.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.access.AccessRight;
import dev.parallax.runtime.access.Holder;
import dev.parallax.runtime.access.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AclAuditTest {
  private static final Grant SHOP_WRITES = grant(Role.PRODUCER, "User:shop", "requests");
  private static final Grant SHOP_ORDERS = grant(Role.OPERATOR, "User:shop", "commands");

  @Test
  void nothingIsMissingThatIsGranted() {
    var audit = AclAudit.of(List.of(SHOP_WRITES), List.of(SHOP_WRITES), SHOP_WRITES.bindings());

    assertThat(audit).isEqualTo(new AclAudit(List.of(), List.of()));
  }

  @Test
  void whoHasTwoRolesKeepsTheRightsOfBoth() {
    var audit =
        AclAudit.of(
            List.of(SHOP_WRITES), List.of(SHOP_WRITES, SHOP_ORDERS), SHOP_ORDERS.bindings());

    assertThat(audit).isEqualTo(new AclAudit(SHOP_WRITES.bindings(), List.of()));
  }

  @Test
  void whatAPrincipalHasBesidesIsSuperfluousAndWhatOthersHaveIsNotLookedAt() {
    var others = grant(Role.OPERATOR, "User:ops", "commands").bindings().get(0);
    var fromOneHost = entry("User:shop", "10.0.0.1", AclPermissionType.ALLOW);

    var audit =
        AclAudit.of(
            List.of(SHOP_WRITES),
            List.of(SHOP_WRITES),
            List.of(SHOP_WRITES.bindings().get(0), others, fromOneHost));

    assertThat(audit).isEqualTo(new AclAudit(List.of(), List.of(fromOneHost)));
    assertThat(AclAudit.text(fromOneHost))
        .isEqualTo("User:shop WRITE topic requests from 10.0.0.1");
  }

  @Test
  void aDenialIsNeitherARightNorSuperfluous() {
    var denial = entry("User:shop", "*", AclPermissionType.DENY);

    var audit = AclAudit.of(List.of(SHOP_WRITES), List.of(SHOP_WRITES), List.of(denial));

    assertThat(audit).isEqualTo(new AclAudit(SHOP_WRITES.bindings(), List.of()));
  }

  private static AclBinding entry(String principal, String host, AclPermissionType type) {
    return new AclBinding(
        topic("requests"), new AccessControlEntry(principal, host, AclOperation.WRITE, type));
  }

  private static Grant grant(Role role, String principal, String topic) {
    return new Grant(
        new Holder(role, Optional.empty()),
        principal,
        new AccessRight(topic(topic), Set.of(AclOperation.WRITE)));
  }

  private static ResourcePattern topic(String name) {
    return new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
  }
}
