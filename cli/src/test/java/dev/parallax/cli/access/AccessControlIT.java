package dev.parallax.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.runtime.topics.TopicProvisioner;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.schemas.TopicSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that {@code acl apply} grants, at a broker that refuses everything else. */
class AccessControlIT {
  private static final Path PRINTED = Path.of("target", "access-matrix.txt");
  private static final String ROUTERS_STORE = "parallax-router-store-changelog";
  private static final String HEALTHS_STORE = "parallax-health-store-changelog";
  private static final String FOREIGN = "payroll";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path directory;
  private static GuardedCluster cluster;

  @BeforeAll
  static void applyTheRules() throws Exception {
    cluster =
        new GuardedCluster(directory, GuardedCluster.Way.PASSWORD, "topics: {partitions: 1}\n");
    try (var admin = Admin.create(cluster.administrator())) {
      var topics =
          List.of(ROUTERS_STORE, HEALTHS_STORE, FOREIGN).stream()
              .map(name -> new NewTopic(name, 1, (short) 1))
              .toList();
      admin.createTopics(topics).all().get();
    }
    var applied = cluster.apply();
    assertThat(applied.code()).as(applied.toString()).isEqualTo(ExitCode.OK);
    assertThat(applied.out())
        .contains(
            "granted: User:agents-eu-west-1 READ topic parallax.executions.eu-west-1\n",
            " rights granted\n");
    awaitApplied();
  }

  /** A broker hears of rights a moment after they were stored. */
  private static void awaitApplied() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(cluster.apply("--dry-run").out()).isEqualTo("all rights are granted\n"));
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @Test
  void everyRoleReadsAndWritesWhatTheRulesSayAndNothingElse() throws IOException {
    var topics = topics();
    try (var seeding = new Attempts(cluster.administrator())) {
      topics.forEach(topic -> assertThat(seeding.write(topic)).isTrue());
    }

    var tried = AccessMatrix.tried(cluster, topics);
    System.out.println(tried);
    Files.writeString(PRINTED, tried + "\n");

    assertThat(tried).isEqualTo(AccessMatrix.expected(cluster.rules(), topics));
    assertThat(tried.of("agent@eu-west-1", "parallax.executions.us-east-1")).isEqualTo("-");
    assertThat(tried.of("agent@eu-west-1", "parallax.executions.eu-west-1")).isEqualTo("r");
    assertThat(tried.of("agent@eu-west-1", "parallax.outcomes")).isEqualTo("-");
    assertThat(tried.of("producer", "parallax.requests")).isEqualTo("w");
    assertThat(tried.of("producer", "parallax.commands")).isEqualTo("-");
    assertThat(tried.of("producer", "parallax.results")).isEqualTo("-");
    assertThat(tried.of("router", "parallax.commands")).isEqualTo("-");
    assertThat(tried.of("router", HEALTHS_STORE)).isEqualTo("-");
    assertThat(tried.of("operator", "parallax.regions")).isEqualTo("r");
    assertThat(tried.rows().get(FOREIGN).values()).containsOnly("-");
  }

  private static List<String> topics() {
    var names =
        new ArrayList<>(
            SystemTopics.of(cluster.configuration()).stream().map(TopicSpec::name).toList());
    names.addAll(List.of(ROUTERS_STORE, HEALTHS_STORE, FOREIGN));
    return names;
  }

  @Test
  void appsVerifyTheTopicsAndMakeNoneButTheirOwn() throws Exception {
    try (var router = Admin.create(cluster.login("parallax-router"))) {
      assertThat(TopicProvisioner.ensure(router, SystemTopics.of(cluster.configuration()), -1))
          .isEmpty();
      create(router, "parallax-router-other-changelog");
      for (var refused : List.of("parallax.new", "parallax-health-other-changelog", "new")) {
        assertThatThrownBy(() -> create(router, refused))
            .hasCauseInstanceOf(TopicAuthorizationException.class);
      }
    }
  }

  private static void create(Admin admin, String topic) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()))).all().get();
  }

  @Test
  void anAppJoinsItsGroupAndNoOther() {
    joinsTheGroup("parallax-router", "parallax-router", "parallax.requests");
    joinsTheGroup("parallax-health", "parallax-health", "parallax.heartbeats");
    joinsTheGroup("parallax-analyst", "parallax-analyst-reports", "parallax.outcomes");
    refusesTheGroup("parallax-router", "parallax-health", "parallax.requests");
    refusesTheGroup("agents-eu-west-1", "parallax-router", "parallax.executions.eu-west-1");
    refusesTheGroup("parallax-producer", "parallax-router", "parallax.outcomes");
  }

  private static void joinsTheGroup(String user, String group, String topic) {
    try (var consumer = member(user, group)) {
      consumer.subscribe(List.of(topic));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.assignment().isEmpty() && System.nanoTime() - end < 0) {
        consumer.poll(Duration.ofMillis(100));
      }
      assertThat(consumer.assignment()).hasSize(1);
    }
  }

  private static void refusesTheGroup(String user, String group, String topic) {
    try (var consumer = member(user, group)) {
      consumer.subscribe(List.of(topic));
      assertThatThrownBy(() -> consumer.poll(PATIENCE))
          .isInstanceOf(GroupAuthorizationException.class);
    }
  }

  private static KafkaConsumer<byte[], byte[]> member(String user, String group) {
    var properties = new HashMap<>(cluster.login(user));
    properties.put("group.id", group);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Test
  void anAppBeginsItsTransactionsAndNoOthers() {
    beginTransactions("parallax-router", "parallax-router-1");
    beginTransactions("parallax-operator", "parallax-cli-1");
    assertThatThrownBy(() -> beginTransactions("parallax-router", "parallax-health-1"))
        .isInstanceOf(TransactionalIdAuthorizationException.class);
    assertThatThrownBy(() -> beginTransactions("agents-us-east-1", "parallax-router-1"))
        .isInstanceOf(TransactionalIdAuthorizationException.class);
  }

  private static void beginTransactions(String user, String id) {
    var properties = new HashMap<>(cluster.login(user));
    properties.put("transactional.id", id);
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(properties, bytes, bytes)) {
      producer.initTransactions();
    }
  }

  @Test
  void grantsNothingTwiceAndTakesBackOnlyWhatItIsToldTo() throws Exception {
    assertThat(cluster.apply().out()).isEqualTo("all rights are granted\n");
    var more =
        new AclBinding(
            new ResourcePattern(
                ResourceType.TOPIC, "parallax.executions.us-east-1", PatternType.LITERAL),
            new AccessControlEntry(
                "User:agents-eu-west-1", "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW));
    try (var admin = Admin.create(cluster.administrator())) {
      admin.createAcls(List.of(more)).all().get();
    }
    var text = "User:agents-eu-west-1 DESCRIBE topic parallax.executions.us-east-1";
    await().atMost(PATIENCE).until(() -> cluster.apply("--dry-run").out().contains(text));

    var kept = cluster.apply("--role", "agent");
    var others = cluster.apply("--role", "router", "--prune");
    var dry = cluster.apply("--prune", "--dry-run");
    var pruned = cluster.apply("--prune", "--output", "json");

    assertThat(kept.out())
        .isEqualTo(
            "superfluous: "
                + text
                + "\nall rights are granted, 1 superfluous (--prune takes them back)\n");
    assertThat(others.out()).isEqualTo("all rights are granted\n");
    assertThat(dry.out())
        .isEqualTo(
            "would be taken back: " + text + "\nall rights are granted, 1 would be taken back\n");
    assertThat(pruned.json().get("deleted")).extracting(one -> one.asText()).containsExactly(text);
    awaitApplied();
  }

  @Test
  void administratorsCreateTheTopics() {
    var run = cluster.run("topics", "create", "--command-config", "admin.properties");

    assertThat(run.out()).as(run.err()).isEqualTo("all topics exist\n");
  }

  @Test
  void saysWhoMayGrantRights() {
    var file = cluster.commandConfig("parallax-operator");

    var run = cluster.run("acl", "apply", "--command-config", file);

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("log in by --command-config FILE as one who may ALTER");
  }

  @Test
  void saysWhereEverybodyMayDoEverything(@TempDir Path elsewhere) {
    CommandRun.write(
        elsewhere,
        "parallax.config.yaml",
        "regions: [{id: us-east-1}]\nkafka: {bootstrapServers: '%s'}\n"
            .formatted(SharedBroker.get().bootstrapServers()));

    var run = CommandRun.of(elsewhere, "acl", "apply");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("has no authorizer", "authorizer.class.name");
  }
}
