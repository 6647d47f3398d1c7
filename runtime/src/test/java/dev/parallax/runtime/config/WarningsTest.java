package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** C4: what is legal and dangerous. */
class WarningsTest {

  @Test
  void warnsOfACallersChoiceBeforeABindingRule() {
    assertThat(
            Documents.warningsWithRegions(
                """
            routing:
              strategy: affinity
              rules:
                - {match: {input.tenant: acme}, agents: {region: us-east-1}}
                - {match: {input.preferredRegion: "*"}, agents: {region: $input.preferredRegion}}
                - {match: {input.country: DE}, agents: {region: eu-west-1}}
            """))
        .containsExactly(
            "5 routing.rules[1]: rule 2 lets the caller choose the region before rule 3 "
                + "binds it; if that is for residency, write it in routing.residency, which no "
                + "caller overrides (C4)");
  }

  @Test
  void acceptsACallersChoiceAfterTheBindingRules() {
    assertThat(
            Documents.warningsWithRegions(
                """
            routing:
              strategy: affinity
              rules:
                - {match: {input.country: DE}, agents: {region: eu-west-1}}
                - {match: {input.preferredRegion: "*"}, agents: {region: $input.preferredRegion}}
                - {match: {}, agents: {region: us-east-1}}
            """))
        .isEmpty();
  }

  @Test
  void warnsOfResidencyValuesThatNoRuleMatchesAndOfOneCluster() {
    assertThat(
            Documents.warningsWithRegions(
                """
            routing:
              residency:
                rules: [{match: {input.dataResidency: eu}, regions: eu-west-1}]
            """))
        .containsExactly(
            "2 routing.residency: a request that no rule matches (a misspelt value, say) "
                + "goes anywhere; unmatched: refuse or a last rule with match: {} binds it (C4)",
            "2 routing.residency: with one global control plane residency bounds where "
                + "work runs, not where the one cluster stores requests and outcomes (C4)");
  }

  @Test
  void acceptsFederatedResidencyThatRefusesTheUnmatched() {
    assertThat(
            Documents.warningsWithRegions(
                """
            controlPlane: {mode: federated}
            routing:
              residency:
                unmatched: refuse
                rules: [{match: {input.dataResidency: eu}, regions: eu-west-1}]
            """))
        .isEmpty();
  }

  @Test
  void acceptsFederatedResidencyThatBindsTheRest() {
    assertThat(
            Documents.warningsWithRegions(
                """
            controlPlane: {mode: federated}
            routing:
              residency:
                rules:
                  - {match: {input.dataResidency: eu}, regions: eu-west-1}
                  - {match: {}, regions: [us-east-1, us-west-2]}
            """))
        .isEmpty();
  }

  @Test
  void warnsOfAPairOfFederatedRegions() {
    assertThat(
            Documents.warnings(
                """
            regions: [{id: us-east-1, endpoint: "http://us"}, {id: eu-west-1, endpoint: "http://eu"}]
            controlPlane: {mode: federated}
            routing: {strategy: failover, secondary: eu-west-1}
            """))
        .containsExactly(
            "3 routing.strategy: with two federated regions there is no majority when one "
                + "is gone (F8), so nothing fails over by itself: add a third region (C4)");
  }

  @Test
  void warnsOfPeersWhoseRecordsHaveNoSeal() {
    assertThat(
            Documents.warnings(
                """
            regions: [{id: us-east-1}, {id: eu-west-1}, {id: ap-south-1}]
            controlPlane:
              mode: federated
              federation:
                peers:
                  - {region: us-east-1, endpoint: "http://us"}
                  - {region: eu-west-1, endpoint: "http://eu"}
                  - {region: ap-south-1, endpoint: "http://ap"}
            """))
        .containsExactly(
            "5 controlPlane.federation.peers: has no authSecret with eu-west-1, ap-south-1: whatever"
                + " the cluster lets in is believed to be from there, so name a secret that both"
                + " regions have (C4)");
  }

  @Test
  void acceptsPeersWhoseRecordsAreSealed() {
    assertThat(
            Documents.warnings(
                """
            regions: [{id: us-east-1}, {id: eu-west-1}, {id: ap-south-1}]
            controlPlane:
              mode: federated
              federation:
                peers:
                  - {region: eu-west-1, endpoint: "http://eu", authSecret: with-eu}
                  - {region: ap-south-1, endpoint: "http://ap", authSecret: with-ap}
            """))
        .isEmpty();
  }

  @Test
  void acceptsAPairInOneCluster() {
    assertThat(
            Documents.warnings(
                """
            regions: [{id: us-east-1, endpoint: "http://us"}, {id: eu-west-1, endpoint: "http://eu"}]
            routing: {strategy: failover, secondary: eu-west-1}
            """))
        .isEmpty();
  }

  @Test
  void warnsOfRegionsOfTheFailoverOrderThatAreNeverProbed() {
    assertThat(
            Documents.warnings(
                """
            regions:
              - {id: us-east-1}
              - {id: eu-west-1, endpoint: "http://eu"}
              - {id: ap-south-1}
              - {id: us-west-2}
            disasterRecovery: {mode: active-passive, standby: [eu-west-1, ap-south-1]}
            """))
        .containsExactly(
            "6 disasterRecovery.mode: us-east-1 has no endpoint, so no probe finds out that it is"
                + " down, and nothing fails over: give it an endpoint (C4)",
            "6 disasterRecovery.mode: ap-south-1 has no endpoint, so nobody knows whether work"
                + " could go there, and none fails over to it (F2): give every standby an endpoint"
                + " (C4)");
  }

  @Test
  void warnsOfTheSamePairSpelledOtherwise() {
    assertThat(
            Documents.warnings(
                """
            regions: [{id: us-east-1, endpoint: "http://us"}, {id: eu-west-1, endpoint: "http://eu"}]
            controlPlane: {mode: federated}
            disasterRecovery:
              mode: active-passive
              standby: eu-west-1
            """))
        .singleElement()
        .asString()
        .startsWith("4 disasterRecovery.mode: with two federated regions there is no majority");
  }

  @Test
  void acceptsThreeFederatedRegions() {
    assertThat(
            Documents.warnings(
                """
            regions: [{id: us-east-1, endpoint: "http://us"}, {id: eu-west-1, endpoint: "http://eu"}, {id: ap-south-1}]
            controlPlane: {mode: federated}
            routing: {strategy: failover, secondary: eu-west-1}
            """))
        .isEmpty();
  }

  @Test
  void warnsOfARuleThatNamesNoRegionOfTheFailoverOrder() {
    assertThat(
            Documents.warningsWithRegions(
                """
            disasterRecovery: {mode: active-passive, standby: us-west-2}
            routing:
              strategy: affinity
              rules:
                - {match: {input.country: DE}, agents: {region: eu-west-1}}
                - {match: {input.country: FR}, agents: {region: eu-west-1}, fallback: anyRegion}
                - {match: {input.country: IN}, agents: {region: [ap-south-1, us-west-2]}}
                - {match: {}, agents: {region: "*"}}
            """))
        .containsExactly(
            "5 routing.rules[0]: rule 1 names no region of the failover order (us-east-1, "
                + "us-west-2), which takes no other: what it matches is refused; add one to the "
                + "order, or give the rule a fallback (R11)");
  }

  @Test
  void warnsOfAResidencyRuleThatAllowsNoRegionOfTheFailoverOrder() {
    assertThat(
            Documents.warningsWithRegions(
                """
            controlPlane: {mode: federated}
            routing:
              strategy: failover
              secondary: us-west-2
              residency:
                rules:
                  - {match: {input.country: DE}, regions: eu-west-1}
                  - {match: {}, regions: [us-east-1, eu-west-1]}
            """))
        .containsExactly(
            "7 routing.residency.rules[0]: residency rule 1 allows no region of the failover "
                + "order (us-east-1, us-west-2), which takes no other: what it binds is refused; "
                + "add one to the order (R11)");
  }
}
