package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** C3: what can be wrong with {@code routing}, apart from rules and failover. */
class RoutingFaultsTest {

  @Test
  void refusesAnUnknownStrategyOnceWhateverStandsBeside() {
    assertThat(
            Documents.faults(
                "routing: {strategy: latncy, config: {maxLatency: 200}, preferences: [sameRegion]}"))
        .containsExactly("1 routing.strategy: latncy is not valid; did you mean latency? (C3)");
  }

  @Test
  void saysWhereAMisplacedKeyBelongs() {
    assertThat(
            Documents.faults(
                """
            routing:
              maxLatency: 200
              config:
                preferences: [sameRegion]
            """))
        .containsExactly(
            "2 routing.maxLatency: does not belong here: write routing.config.maxLatency (C3)",
            "4 routing.config.preferences: does not belong here: write routing.preferences (C3)");
  }

  @Test
  void refusesKeysOfOtherStrategies() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: weighted
              weights: {us-east-1: 1}
              rules: []
              failoverThreshold: 3
              config: {maxLatency: 200}
            """))
        .containsExactly(
            "4 routing.rules: this list belongs to strategy: affinity, but the strategy is "
                + "weighted: remove it (C3)",
            "5 routing.failoverThreshold: 3 belongs to strategy: failover, but the "
                + "strategy is weighted: remove it (C3)",
            "6 routing.config.maxLatency: 200 belongs to strategy: latency, but the "
                + "strategy is weighted: remove it (C3)");
  }

  @Test
  void refusesFiguresOfLatencyThatAreNone() {
    assertThat(
            Documents.faults(
                """
            routing:
              config:
                maxLatency: 0
                sameRegionBonus: -50
                fallback: any
            """))
        .containsExactly(
            "3 routing.config.maxLatency: 0 is not a whole number from 1 to 2147483647 (C3)",
            "4 routing.config.sameRegionBonus: -50 is not a whole number from 0 to 2147483647 (C3)",
            "5 routing.config.fallback: any is not valid; valid here: sameRegion, "
                + "nearestRegion, anyRegion (C3)");
  }

  @Test
  void refusesADurationWithoutItsForm() {
    assertThat(
            Documents.faults(
                """
            routing:
              config: {maxLatency: 0.2s, sameRegionBonus: 50 ms}
              hold: 10
            """))
        .containsExactly(
            "2 routing.config.maxLatency: 0.2s is not a duration: write a whole number and "
                + "its unit: 250ms, 10s, 5m or 1h (C2)",
            "2 routing.config.sameRegionBonus: 50 ms is not a duration: write a whole "
                + "number and its unit: 250ms, 10s, 5m or 1h (C2)",
            "3 routing.hold: 10 is not a duration: write a whole number and its unit: "
                + "250ms, 10s, 5m or 1h (C2)");
  }

  @Test
  void refusesAFallbackAndABonusBesidePreferences() {
    assertThat(
            Documents.faults(
                """
            routing:
              preferences: [sameRegion]
              config: {fallback: anyRegion, sameRegionBonus: 50}
            """))
        .containsExactly(
            "3 routing.config.fallback: anyRegion has no effect beside "
                + "routing.preferences: keep one of them (R7)",
            "3 routing.config.sameRegionBonus: 50 has no effect beside "
                + "routing.preferences: keep one of them (R7)");
  }

  @Test
  void refusesPreferencesThatPreferNothing() {
    assertThat(Documents.faults("routing: {preferences: []}"))
        .containsExactly(
            "1 routing.preferences: this list prefers nothing: name sameRegion, "
                + "nearestRegion or anyRegion (R7)");
  }

  @Test
  void refusesPreferencesThatAreRepeatedUnknownOrNeverReached() {
    assertThat(
            Documents.faults(
                "routing: {preferences: [sameRegion, sameRegion, nearest, anyRegion, nearestRegion]}"))
        .containsExactly(
            "1 routing.preferences[1]: sameRegion stands twice: keep the first (R7)",
            "1 routing.preferences[2]: nearest is not valid; valid here: sameRegion, "
                + "nearestRegion, anyRegion (C3)",
            "1 routing.preferences[4]: nearestRegion is never reached: it follows "
                + "anyRegion, which takes what is left (R7)");
  }

  @Test
  void refusesCapabilitiesThatNobodyDeclares() {
    assertThat(
            Documents.faults(
                "routing: {strategy: capability, config: {requireExactMatch: sometimes}}"))
        .containsExactly(
            "1 routing.config.regionCapabilities: is missing: declare what regions offer, "
                + "a list by region (R9)",
            "1 routing.config.requireExactMatch: sometimes is neither true nor false (C2)");
  }

  @Test
  void refusesCapabilitiesOfRegionsThatAreNotDefined() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: capability
              config:
                regionCapabilities:
                  us-west-9: [analysis]
                  us-east-1: []
                  eu-west-1: [gdpr, gdpr]
                  ap-south-1: analysis
            """))
        .containsExactly(
            "5 routing.config.regionCapabilities.us-west-9: us-west-9 is no defined "
                + "region; did you mean us-west-2? (C3)",
            "6 routing.config.regionCapabilities.us-east-1: this list is empty: name at "
                + "least one capability, or leave the key out (C3)",
            "7 routing.config.regionCapabilities.eu-west-1[1]: gdpr stands twice: keep one (C3)",
            "8 routing.config.regionCapabilities.ap-south-1: analysis is not a list: write "
                + "[a, b], or one item a line after - (C3)");
  }

  @Test
  void refusesWeightsThatAreMissing() {
    assertThat(Documents.faults("routing: {strategy: weighted}"))
        .containsExactly(
            "1 routing.weights: is missing: give regions weights, such as us-east-1: 50 (R10)");
  }

  @Test
  void refusesWeightsThatAreNegativeOrNoNumbers() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: weighted
              weights:
                us-east-1: -1
                eu-west-1: 50%
                mars: 1
                ap-south-1: 1e10
            """))
        .containsExactly(
            "4 routing.weights.us-east-1: -1 is negative: a weight is 0 or more (R10)",
            "5 routing.weights.eu-west-1: 50% is not a number (C2)",
            "6 routing.weights.mars: mars is no defined region; valid here: us-east-1, "
                + "eu-west-1, ap-south-1, us-west-2 (C3)",
            "7 routing.weights.ap-south-1: 1e10 is too much: a weight is at most 1000000000 (R10)");
  }

  @Test
  void refusesWeightsThatAreAllZero() {
    assertThat(
            Documents.faults(
                "routing: {strategy: weighted, weights: {us-east-1: 0, eu-west-1: 0.0}}"))
        .containsExactly(
            "1 routing.weights: this section gives no region a weight above 0: give at "
                + "least one (R10)");
  }

  @Test
  void refusesAStoreOfHeldRequestsWithoutRoom() {
    assertThat(Documents.faults("routing: {maxHeld: 0, crossRegionEnabled: \"no\"}"))
        .containsExactly(
            "1 routing.crossRegionEnabled: no is neither true nor false (C2)",
            "1 routing.maxHeld: 0 is not a whole number from 1 to 10000000 (C3)");
  }
}
