package dev.parallax.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** C4. */
class FleetRisksTest {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final String AP = "ap-south-1";
  private static final List<String> ALL = List.of(US, EU, AP);

  @Test
  void isQuietWhileTheOthersCouldCarryTheLargest() {
    var fleet = fleet(agent("u", US, 10, 0.5), agent("e", EU, 4, 0.5), agent("a", AP, 4, 0.25));

    assertThat(risks(fleet)).isEmpty();
    assertThat(risks(Fleet.empty())).isEmpty();
  }

  @Test
  void tellsWhenTheOthersHaveTooLittleRoomForTheLargest() {
    var fleet = fleet(agent("u", US, 10, 0.75), agent("e", EU, 4, 0.5), agent("a", AP, 4, 0.5));

    assertThat(risks(fleet))
        .containsExactly(
            "us-east-1 carries 7.5 tasks at once, and the agents of the other regions have room"
                + " for 4: they cannot carry its load if it is lost (C4)");
  }

  @Test
  void countsNoRoomWhereNothingCanGo() {
    var fleet = fleet(agent("u", US, 10, 0.25), agent("e", EU, 4, 0), agent("a", AP, 4, 0));

    assertThat(risks(fleet)).isEmpty();
    assertThat(risks(fleet.with(status(EU, false, Optional.empty(), false))))
        .as("4 are left for 2.5")
        .isEmpty();
    var oneLeft =
        fleet
            .with(status(EU, true, Optional.empty(), false))
            .with(status(AP, false, Optional.of(US), false));
    assertThat(risks(oneLeft))
        .singleElement()
        .asString()
        .startsWith("us-east-1 carries 2.5 tasks at once, and the agents of the other regions have")
        .contains("room for 0:");
    assertThat(risks(fleet.withMissingTopics(Set.of(EU, AP)))).hasSize(1);
  }

  @Test
  void takesAFullAgentForLoadedAndADrainingOneForNoRoom() {
    var full = new Agent("u", US, Set.of(), 4, 0, 4, AgentStatus.CONNECTED, 0, "i");
    var draining = new Agent("e", EU, Set.of(), 10, 0, 0, AgentStatus.DRAINING, 0, "i");

    assertThat(risks(fleet(full, draining)))
        .singleElement()
        .asString()
        .contains("us-east-1 carries 4 tasks", "room for 0:");
  }

  @Test
  void tellsOfAStandbyWithTooFewAgents() {
    var fleet = fleet(agent("u", US, 10, 0), agent("e", EU, 10, 0));

    assertThat(texts(FleetRisks.of(fleet, ALL, List.of(US, EU, AP), 2)))
        .containsExactly(
            "eu-west-1 stands by with 1 agents, 2 needed: nothing can fail over to it (F2)",
            "ap-south-1 stands by with 0 agents, 2 needed: nothing can fail over to it (F2)");
    var moved = fleet.with(status(EU, false, Optional.empty(), true));
    assertThat(texts(FleetRisks.of(moved, ALL, List.of(US, EU, AP), 1)))
        .containsExactly(
            "ap-south-1 stands by with 0 agents, 1 needed: nothing can fail over to it (F2)");
  }

  private static List<String> risks(Fleet fleet) {
    return texts(FleetRisks.of(fleet, ALL, List.of(), 1));
  }

  private static List<String> texts(List<FleetRisks.Risk> risks) {
    return risks.stream().map(FleetRisks.Risk::text).toList();
  }

  private static RegionStatus status(
      String region, boolean drained, Optional<String> redirect, boolean active) {
    return new RegionStatus(
        region, Health.HEALTHY, Health.HEALTHY, drained, redirect, active, false, 1, Map.of());
  }

  private static Fleet fleet(Agent... agents) {
    var fleet = Fleet.empty();
    for (var agent : agents) {
      fleet = fleet.with(agent);
    }
    return fleet;
  }

  private static Agent agent(String id, String region, int maxConcurrency, double load) {
    return new Agent(id, region, Set.of(), maxConcurrency, load, 0, AgentStatus.CONNECTED, 0, "i");
  }
}
