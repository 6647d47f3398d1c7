package dev.parallax.runtime.access;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.runtime.topics.SystemTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessRulesTest {
  private static final Holder ROUTER = Holder.of(Role.ROUTER);
  private static final String GLOBAL = "regions: [{id: us-east-1}, {id: eu-west-1}]\n";
  private static final String FEDERATED =
      """
      regions:
        - {id: us-east-1, kafka: {bootstrapServers: "us:9092"}}
        - {id: eu-west-1, kafka: {bootstrapServers: "eu:9092"}}
      controlPlane: {mode: federated}
      """;

  @TempDir private Path directory;

  @Test
  void namesTheHoldersOfOneClusterForAllRegions() {
    assertThat(rules(GLOBAL).holders())
        .extracting(Holder::text)
        .containsExactly(
            "producer",
            "agent@us-east-1",
            "agent@eu-west-1",
            "router",
            "health",
            "observer",
            "analyst",
            "operator");
  }

  @Test
  void namesOnlyTheAgentsOfTheClustersOwnRegionAndEveryReplicatorWhereRegionsHaveTheirOwn() {
    assertThat(rules(FEDERATED, "eu-west-1").holders())
        .extracting(Holder::text)
        .containsExactly(
            "producer",
            "agent@eu-west-1",
            "router",
            "health",
            "observer",
            "replicator@eu-west-1",
            "replicator@us-east-1",
            "analyst",
            "operator");
  }

  @Test
  void anAgentReadsTheTasksOfItsRegionAndWritesAnswersAndSignsOfLife() {
    assertThat(rules(GLOBAL).of(Holder.of(Role.AGENT, "eu-west-1")))
        .containsExactly(
            topic("parallax.executions.eu-west-1", READ),
            topic("parallax.results", WRITE),
            topic("parallax.heartbeats", WRITE));
  }

  @Test
  void aProducerWritesRequestsAndCancellationsAndReadsWhatBecameOfThem() {
    assertThat(rules(GLOBAL).of(Holder.of(Role.PRODUCER)))
        .containsExactly(
            topic("parallax.requests", WRITE),
            topic("parallax.cancellations", WRITE),
            topic("parallax.outcomes", READ),
            topic("parallax.unroutable", READ),
            topic("parallax.dead-letters", READ));
  }

  @Test
  void onlyTheRouterHandsOutWorkAndWritesOutcomes() {
    var rules = rules(GLOBAL);

    for (var topic :
        List.of(
            "executions.us-east-1",
            "executions.eu-west-1",
            "outcomes",
            "unroutable",
            "decisions",
            "traffic")) {
      assertThat(holding(rules, "parallax." + topic, WRITE)).as(topic).containsExactly("router");
    }
  }

  @Test
  void onlyTheHealthAppWritesStateAndOnlyOperatorsGiveOrders() {
    var rules = rules(GLOBAL);

    assertThat(holding(rules, "parallax.regions", WRITE)).containsExactly("health");
    assertThat(holding(rules, "parallax.agents", WRITE)).containsExactly("health");
    assertThat(holding(rules, "parallax.failovers", WRITE)).containsExactly("health");
    assertThat(holding(rules, "parallax.commands", WRITE)).containsExactly("operator");
    assertThat(holding(rules, "parallax.patterns", WRITE)).containsExactly("operator");
  }

  @Test
  void aTopologyHasItsGroupItsTransactionsAndItsInternalTopics() {
    assertThat(rules(GLOBAL).of(ROUTER))
        .endsWith(
            prefixed(ResourceType.TOPIC, "parallax-router-", CREATE, READ, WRITE),
            new AccessRight(
                new ResourcePattern(ResourceType.GROUP, "parallax-router", PatternType.LITERAL),
                EnumSet.of(READ)),
            prefixed(ResourceType.TRANSACTIONAL_ID, "parallax-router-", WRITE));
  }

  @Test
  void aReplicatorMayTakeItsTurnInTheGroupOfItsRegion() {
    assertThat(rules(FEDERATED, "eu-west-1").of(Holder.of(Role.REPLICATOR, "eu-west-1")))
        .contains(
            new AccessRight(
                new ResourcePattern(
                    ResourceType.GROUP, "parallax.replicator-flows", PatternType.LITERAL),
                EnumSet.of(READ)));
  }

  @Test
  void appsMayLookAtEveryTopicOfTheCatalogueAndCreateNone() {
    var config = config(GLOBAL);
    var names = SystemTopics.of(config).stream().map(topic -> topic.name()).toList();
    var rules = AccessRules.of(config);

    for (var holder : List.of(ROUTER, Holder.of(Role.HEALTH))) {
      assertThat(names)
          .allSatisfy(
              name -> assertThat(operations(rules, holder, name)).contains(DESCRIBE_CONFIGS));
    }
    assertThat(names).allSatisfy(name -> assertThat(holding(rules, name, CREATE)).isEmpty());
  }

  @Test
  void describingIsNamedOnlyWhereNothingImpliesIt() {
    var rules = rules(GLOBAL);

    assertThat(operations(rules, ROUTER, "parallax.requests"))
        .containsExactlyInAnyOrder(READ, WRITE, DESCRIBE_CONFIGS);
    assertThat(operations(rules, ROUTER, "parallax.heartbeats"))
        .containsExactlyInAnyOrder(DESCRIBE, DESCRIBE_CONFIGS);
  }

  @Test
  void noRightOfACatalogueTopicIsAPrefixInOneCluster() {
    var prefixes =
        rules(GLOBAL).byHolder().values().stream()
            .flatMap(List::stream)
            .filter(AccessRight::isPrefixed)
            .map(right -> right.resource().name())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(prefixes)
        .containsExactly(
            "parallax-analyst-", "parallax-cli-", "parallax-health-", "parallax-router-");
  }

  @Test
  void controlPlanesReadTheCopiesOfWhatOthersTellAndForwardToThem() {
    var rules = rules(FEDERATED, "eu-west-1");

    assertThat(operations(rules, ROUTER, "us-east-1.mirror.parallax.forward.eu-west-1"))
        .contains(READ);
    assertThat(operations(rules, ROUTER, "parallax.forward.us-east-1")).contains(WRITE);
    assertThat(operations(rules, ROUTER, "us-east-1.mirror.parallax.ballots")).doesNotContain(READ);
    assertThat(holding(rules, "us-east-1.mirror.parallax.ballots", READ))
        .containsExactly("health", "operator");
    assertThat(holding(rules, "parallax.ballots", WRITE)).containsExactly("health");
  }

  @Test
  void aReplicatorReadsElsewhereWhatItCarriesAndWritesNothingThere() {
    var rights = rules(FEDERATED, "eu-west-1").of(Holder.of(Role.REPLICATOR, "us-east-1"));

    assertThat(rights)
        .containsExactly(
            topic("parallax.summaries", READ, DESCRIBE_CONFIGS),
            topic("parallax.ballots", READ, DESCRIBE_CONFIGS),
            topic("parallax.commands", READ, DESCRIBE_CONFIGS),
            topic("parallax.forward.us-east-1", READ, DESCRIBE_CONFIGS),
            topic("parallax.returned.us-east-1", READ, DESCRIBE_CONFIGS),
            topic("parallax.patterns", READ, DESCRIBE_CONFIGS));
  }

  @Test
  void aGlobBecomesTheNarrowestRightThatKafkaCanSayOrNone() {
    var rules = rules(FEDERATED + "replication: {topics: ['shop', 'web-*', 'p*s', '?x']}\n");
    var rights = rules.of(Holder.of(Role.REPLICATOR, "eu-west-1"));

    assertThat(rights)
        .contains(topic("shop", READ, DESCRIBE_CONFIGS))
        .contains(prefixed(ResourceType.TOPIC, "web-", READ, DESCRIBE_CONFIGS))
        .noneMatch(right -> Set.of("", "p", "*").contains(right.resource().name()));
    assertThat(rules.tooWide()).containsExactly("p*s", "?x");
  }

  @Test
  void refusesAHolderWithoutTheRegionThatItNeeds() {
    assertThatThrownBy(() -> new Holder(Role.AGENT, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AccessRight topic(String name, AclOperation... operations) {
    return new AccessRight(
        new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL), Set.of(operations));
  }

  private static AccessRight prefixed(ResourceType type, String name, AclOperation... operations) {
    return new AccessRight(
        new ResourcePattern(type, name, PatternType.PREFIXED), Set.of(operations));
  }

  private static Set<AclOperation> operations(AccessRules rules, Holder holder, String topic) {
    return rules.of(holder).stream()
        .filter(right -> !right.isPrefixed() && right.resource().name().equals(topic))
        .flatMap(right -> right.operations().stream())
        .collect(Collectors.toSet());
  }

  private static List<String> holding(AccessRules rules, String topic, AclOperation operation) {
    return rules.holders().stream()
        .filter(holder -> operations(rules, holder, topic).contains(operation))
        .map(Holder::text)
        .toList();
  }

  private AccessRules rules(String yaml) {
    return AccessRules.of(config(yaml));
  }

  private AccessRules rules(String yaml, String region) {
    return AccessRules.of(config(yaml).in(region));
  }

  private ParallaxConfig config(String yaml) {
    try {
      return ConfigFiles.load(Files.writeString(directory.resolve("parallax.yaml"), yaml));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
