package dev.parallax.runtime.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicProvisionerIT {

  private static final ResourcePattern CLUSTER =
      new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL);

  private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final TopicCatalogue catalogue = new TopicCatalogue(prefix, 2);
  private final List<TopicSpec> topics = catalogue.all(List.of("us-east-1", "eu-west-1"));
  private final Admin admin = admin(SharedBroker.get());

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void createsWhatIsMissingAsTheCatalogueSays() throws Exception {
    var created = TopicProvisioner.ensure(admin, topics, -1);

    assertThat(created).isEqualTo(new TreeSet<>(topics.stream().map(TopicSpec::name).toList()));
    var executions = catalogue.executions("eu-west-1");
    assertThat(created).contains(executions.name());
    var description =
        admin
            .describeTopics(List.of(executions.name()))
            .allTopicNames()
            .get()
            .get(executions.name());
    assertThat(description.partitions()).hasSize(2);
    assertThat(setting(catalogue.agents().name(), "cleanup.policy")).isEqualTo("compact");
    assertThat(setting(catalogue.requests().name(), "message.timestamp.type"))
        .isEqualTo("LogAppendTime");
  }

  @Test
  void leavesWhatIsThere() {
    TopicProvisioner.ensure(admin, List.of(catalogue.requests()), 1);

    var others = TopicProvisioner.ensure(admin, topics, 1);

    assertThat(others).hasSize(topics.size() - 1).doesNotContain(catalogue.requests().name());
    assertThat(TopicProvisioner.ensure(admin, topics, 1)).isEqualTo(Set.of());
  }

  @Test
  void namesEveryTopicThatIsNotAsItMustBe() throws Exception {
    create(new NewTopic(name("requests"), Optional.of(3), Optional.empty()));
    create(new NewTopic(name("agents"), Optional.of(2), Optional.empty()));

    assertThatThrownBy(() -> TopicProvisioner.ensure(admin, topics, -1))
        .isInstanceOf(KnownFault.class)
        .hasMessage(
            """
            topic %1$srequests has 3 partitions, not 2: set topics.partitions to what the topics have, or choose another topics.prefix, or delete the topic; the count of a topic in use is never changed
            topic %1$srequests has message.timestamp.type=CreateTime, not LogAppendTime: change it by kafka-configs.sh --alter --topic %1$srequests --add-config message.timestamp.type=LogAppendTime
            topic %1$sagents has cleanup.policy=delete, not compact: change it by kafka-configs.sh --alter --topic %1$sagents --add-config cleanup.policy=compact"""
                .formatted(prefix));
  }

  @Test
  void saysThatTheClusterIsTooSmall() {
    assertThatThrownBy(() -> TopicProvisioner.ensure(admin, List.of(catalogue.requests()), 3))
        .isInstanceOf(KnownFault.class)
        .hasMessageStartingWith("topic " + name("requests") + " cannot be created: ")
        .hasMessageContaining("set topics.replicationFactor");
  }

  @Test
  void maySucceedLaterWhereTheClusterDoesNotAnswer() {
    var nowhere = Map.<String, Object>of("bootstrap.servers", "127.0.0.1:1");
    try (var lost = Admin.create(nowhere)) {
      assertThatThrownBy(() -> TopicProvisioner.ensure(lost, topics, -1))
          .isInstanceOf(RetriableException.class);
    }
  }

  @Test
  void saysWhichPermissionIsMissing() throws Exception {
    var options =
        SandboxBroker.Options.defaults()
            .override(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            .override("allow.everyone.if.no.acl.found", "true");
    try (var guarded = SandboxBroker.start(options);
        var client = admin(guarded)) {
      client
          .createAcls(
              List.of(
                  rule(CLUSTER, AclOperation.ALL, AclPermissionType.ALLOW),
                  rule(CLUSTER, AclOperation.CREATE, AclPermissionType.DENY),
                  rule(topic("requests"), AclOperation.DESCRIBE, AclPermissionType.ALLOW),
                  rule(topic("results"), AclOperation.DESCRIBE, AclPermissionType.DENY)))
          .all()
          .get();

      assertThatThrownBy(() -> TopicProvisioner.ensure(client, List.of(catalogue.requests()), -1))
          .isInstanceOf(KnownFault.class)
          .hasMessageStartingWith("topic " + name("requests") + " cannot be created: ")
          .hasMessageEndingWith("grant CREATE on it to this principal, or create it before");
      assertThatThrownBy(() -> TopicProvisioner.ensure(client, List.of(catalogue.results()), -1))
          .isInstanceOf(KnownFault.class)
          .hasMessage(
              "not allowed to see topic %s: grant DESCRIBE on it to this principal",
              name("results"));
    }
  }

  /** Where a topic has rules at all, what none of them allows is refused. */
  private static AclBinding rule(
      ResourcePattern resource, AclOperation operation, AclPermissionType permission) {
    return new AclBinding(
        resource, new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
  }

  private ResourcePattern topic(String topic) {
    return new ResourcePattern(ResourceType.TOPIC, name(topic), PatternType.LITERAL);
  }

  private void create(NewTopic topic) throws Exception {
    admin.createTopics(List.of(topic)).all().get();
  }

  private String setting(String topic, String key) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(key).value();
  }

  private String name(String topic) {
    return prefix + topic;
  }

  private static Admin admin(SandboxBroker broker) {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()));
  }
}
