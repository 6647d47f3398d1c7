package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** C2, C3: what can be wrong with {@code regions} and {@code controlPlane}. */
class RegionFaultsTest {

  @Test
  void refusesADocumentWithoutRegions() {
    assertThat(Documents.faultsOf("agents: {heartbeat: 10s}"))
        .containsExactly(
            "1 regions: is missing: define at least one region, such as - id: us-east-1 (C3)");
  }

  @Test
  void refusesAnEmptyListOfRegions() {
    assertThat(Documents.faultsOf("regions: []"))
        .containsExactly(
            "1 regions: this list is empty: define at least one region, such as - id: "
                + "us-east-1 (C3)");
  }

  @Test
  void refusesRegionsThatAreNoList() {
    assertThat(Documents.faultsOf("regions: {us-east-1: {}}"))
        .containsExactly(
            "1 regions: this section is not a list: write [a, b], or one item a line after - (C3)");
  }

  @Test
  void refusesARegionThatIsNoSection() {
    assertThat(Documents.faultsOf("regions: [us-east-1]"))
        .containsExactly(
            "1 regions[0]: us-east-1 is not a section: write its keys one a line, indented (C3)");
  }

  @Test
  void refusesARegionWithoutId() {
    assertThat(Documents.faultsOf("regions: [{name: US East}]"))
        .containsExactly(
            "1 regions[0].id: is missing: give the region an id, such as us-east-1 (C3)");
  }

  @Test
  void refusesIdsThatTopicNamesCannotHold() {
    assertThat(
            Documents.faultsOf(
                """
            regions:
              - id: US_EAST
              - id: us-east-
              - id: 1
              - id: a23456789-123456789-123456789-123456789-1
            """))
        .containsExactly(
            "2 regions[0].id: US_EAST is no region id: 1 to 40 of a-z, 0-9 and -, without "
                + "- at either end, as it becomes part of topic names (C2)",
            "3 regions[1].id: us-east- is no region id: 1 to 40 of a-z, 0-9 and -, without "
                + "- at either end, as it becomes part of topic names (C2)",
            "4 regions[2].id: 1 is not a text: if it is meant as one, put it in quotes (C2)",
            "5 regions[3].id: a23456789-123456789-123456789-123456789-1 is no region id: 1 "
                + "to 40 of a-z, 0-9 and -, without - at either end, as it becomes part of topic "
                + "names (C2)");
  }

  @Test
  void refusesAnIdThatMeansAnyRegion() {
    assertThat(Documents.faultsOf("regions: [{id: auto}]"))
        .containsExactly(
            "1 regions[0].id: auto means any region in rules and patterns: give the region another"
                + " id (C2)");
  }

  @Test
  void refusesAnIdThatStandsTwice() {
    assertThat(
            Documents.faultsOf(
                """
            regions:
              - id: us-east-1
              - id: eu-west-1
              - id: us-east-1
            """))
        .containsExactly(
            "4 regions[2].id: us-east-1 is the id of another region, in line 2: ids are "
                + "unique (C3)");
  }

  @Test
  void refusesASecondPrimary() {
    assertThat(
            Documents.faultsOf(
                """
            regions:
              - {id: us-east-1, primary: true}
              - {id: eu-west-1, primary: true}
            """))
        .containsExactly(
            "3 regions[1].primary: true makes a second primary, besides "
                + "regions[0].primary: only one region can be (C3)");
  }

  @Test
  void refusesFlagsThatAreNone() {
    assertThat(Documents.faultsOf("regions: [{id: us-east-1, primary: yes, privateLink: 1}]"))
        .containsExactly(
            "1 regions[0].primary: yes is neither true nor false (C2)",
            "1 regions[0].privateLink: 1 is neither true nor false (C2)");
  }

  @Test
  void refusesEndpointsThatAreNoBaseUrls() {
    assertThat(
            Documents.faultsOf(
                """
            regions:
              - {id: a, endpoint: ftp://a.example.com}
              - {id: b, endpoint: b.example.com}
              - {id: c, endpoint: "https://c.example.com?x=1"}
              - {id: d, endpoint: "https://d example.com"}
            """))
        .containsExactly(
            "2 regions[0].endpoint: ftp://a.example.com is not a base URL: write "
                + "https://host[:port][/path] (C3)",
            "3 regions[1].endpoint: b.example.com is not a base URL: write "
                + "https://host[:port][/path] (C3)",
            "4 regions[2].endpoint: https://c.example.com?x=1 is not a base URL: write "
                + "https://host[:port][/path] (C3)",
            "5 regions[3].endpoint: https://d example.com is not a URL (Illegal character "
                + "in authority): write https://host[:port][/path] (C3)");
  }

  @Test
  void refusesAPrivateLinkToNowhere() {
    assertThat(Documents.faultsOf("regions: [{id: us-east-1, privateLink: true}]"))
        .containsExactly(
            "1 regions[0].endpoint: is missing: privateLink: true says that it is a private one"
                + " (C3)");
  }

  @Test
  void refusesCredentialsInAnEndpointWithoutRepeatingThem() {
    assertThat(
            Documents.faultsOf("regions: [{id: a, endpoint: \"https://me:secret@a.example.com\"}]"))
        .containsExactly(
            "1 regions[0].endpoint: the value is a URL with credentials: keep secrets out "
                + "of the configuration (C3)");
  }

  @Test
  void namesNoRegionTwiceForOneMalformedId() {
    assertThat(
            Documents.faultsOf(
                """
            regions: [{id: US}]
            controlPlane: {currentRegion: US}
            """))
        .containsExactly(
            "1 regions[0].id: US is no region id: 1 to 40 of a-z, 0-9 and -, without - at "
                + "either end, as it becomes part of topic names (C2)");
  }

  @Test
  void refusesAnUnknownModeWithTheNearestSpelling() {
    assertThat(Documents.faults("controlPlane: {mode: globl, federation: {enabled: true}}"))
        .containsExactly("1 controlPlane.mode: globl is not valid; did you mean global? (C3)");
  }

  @Test
  void refusesRegionsOfTheControlPlaneThatAreNotDefined() {
    assertThat(
            Documents.faults(
                """
            controlPlane:
              currentRegion: us-east-2
              regions: [us-east-1, mars, us-east-1]
            """))
        .containsExactly(
            "2 controlPlane.currentRegion: us-east-2 is no defined region; did you mean "
                + "us-east-1? (C3)",
            "3 controlPlane.regions[1]: mars is no defined region; valid here: us-east-1, "
                + "eu-west-1, ap-south-1, us-west-2 (C3)",
            "3 controlPlane.regions: this list names us-east-1 twice: keep one (C3)");
  }

  @Test
  void refusesACurrentRegionThatIsNotServed() {
    assertThat(Documents.faults("controlPlane: {currentRegion: eu-west-1, regions: [us-east-1]}"))
        .containsExactly(
            "1 controlPlane.currentRegion: eu-west-1 is not among controlPlane.regions: "
                + "add it there (C1)");
  }

  @Test
  void refusesALoadBalancerOfUnknownType() {
    assertThat(
            Documents.faults(
                "controlPlane: {loadBalancer: {type: geodns, healthCheck: {path: ready}}}"))
        .containsExactly(
            "1 controlPlane.loadBalancer.type: geodns is not valid; did you mean geoDNS? (C3)",
            "1 controlPlane.loadBalancer.healthCheck.path: ready is no path: write one "
                + "from the root, such as /health/ready (C3)");
  }

  @Test
  void refusesFederationOfAGlobalControlPlane() {
    assertThat(Documents.faults("controlPlane: {federation: {enabled: true}}"))
        .containsExactly(
            "1 controlPlane.federation.enabled: true needs controlPlane.mode: federated (C3)");
  }

  @Test
  void refusesPeersThatAreIncompleteUndefinedOrRepeated() {
    assertThat(
            Documents.faults(
                """
            controlPlane:
              mode: federated
              federation:
                peers:
                  - {region: eu-west-1, endpoint: "https://eu.example.com"}
                  - {region: eu-west-1, endpoint: "https://eu.example.com"}
                  - {region: mars, endpoint: eu}
                  - {authSecret: s}
                sync: {patterns: maybe, agent: true}
            """))
        .containsExactly(
            "6 controlPlane.federation.peers[1].region: eu-west-1 is a peer already: name "
                + "each region once (C3)",
            "7 controlPlane.federation.peers[2].region: mars is no defined region; valid "
                + "here: us-east-1, eu-west-1, ap-south-1, us-west-2 (C3)",
            "7 controlPlane.federation.peers[2].endpoint: eu is not a base URL: write "
                + "https://host[:port][/path] (C3)",
            "8 controlPlane.federation.peers[3].region: is missing: name the peer's region (C3)",
            "8 controlPlane.federation.peers[3].endpoint: is missing: give the URL of the "
                + "peer's control plane (C3)",
            "9 controlPlane.federation.sync.agent: unknown key; did you mean agents? (C3)",
            "9 controlPlane.federation.sync.patterns: maybe is neither true nor false (C2)");
  }

  /** A file of all regions, each peer with what is given. */
  private static String federated(String federation) {
    return """
        regions:
          - {id: us-east-1, kafka: {bootstrapServers: "us:9092"}}
          - {id: eu-west-1, kafka: {bootstrapServers: "eu:9092"}}
        controlPlane:
          mode: federated
          federation:
            %s
        """
        .formatted(federation);
  }

  private static List<String> peerFaults(String us, String eu) {
    return Documents.faultsOf(
        federated(
            "peers: [{region: us-east-1, endpoint: \"http://us\"%s}, {region: eu-west-1, endpoint: \"http://eu\"%s}]"
                .formatted(us, eu)));
  }

  @Test
  void refusesAFileOfAllRegionsInWhichPairsNameDifferentSecrets() {
    assertThat(peerFaults(", authSecret: of-us", ", authSecret: of-eu"))
        .singleElement()
        .asString()
        .startsWith("7 controlPlane.federation.peers: this list has all regions and not the same")
        .contains("write one name with all");
    assertThat(peerFaults(", authSecret: of-us", "")).hasSize(1);
    assertThat(peerFaults(", authSecret: of-all", ", authSecret: of-all")).isEmpty();
    assertThat(peerFaults("", "")).isEmpty();
  }

  @Test
  void refusesASecretInPlaceOfItsNameWithoutRepeatingIt() {
    var secret = "9f86d081884c7d659a2feaa0c55ad015";

    assertThat(peerFaults(", authSecret: " + secret, ", authSecret: of-eu"))
        .singleElement()
        .asString()
        .startsWith("7 controlPlane.federation.peers[0].authSecret: the value looks like a secret")
        .doesNotContain(secret);
  }

  @Test
  void refusesAFederationThatIsNone() {
    assertThat(Documents.faultsOf(federated("peers: []")))
        .containsExactly(
            "7 controlPlane.federation.peers: names nobody: name every other region, or leave the"
                + " key out (C3)");
    assertThat(Documents.faultsOf(federated("enabled: false")))
        .containsExactly(
            "7 controlPlane.federation.enabled: false contradicts controlPlane.mode: federated:"
                + " leave it out, or write mode: global for one control plane (C3)");
  }

  @Test
  void refusesFederatedRegionsThatShareABroker() {
    assertThat(
            Documents.faultsOf(
                """
                regions:
                  - {id: us-east-1, kafka: {bootstrapServers: "us:9092, Shared:9092"}}
                  - {id: eu-west-1, kafka: {bootstrapServers: "shared:9092"}}
                controlPlane: {mode: federated}
                """))
        .containsExactly(
            "4 controlPlane.mode: federated needs a cluster for every region, but us-east-1 and"
                + " eu-west-1 name the same brokers: give each its own in"
                + " regions[].kafka.bootstrapServers (C3)");
  }

  @Test
  void tellsOneFaultOfAPeerOnceNotThatThePeerIsMissing() {
    assertThat(
            Documents.warningsWithRegions(
                """
                controlPlane:
                  mode: federated
                  federation: {peers: [{region: eu-west-1, endpoint: eu}]}
                """))
        .isEmpty();
  }
}
