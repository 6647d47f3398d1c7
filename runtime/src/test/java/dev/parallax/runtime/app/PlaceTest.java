package dev.parallax.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.config.Kafka;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Region;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.runtime.fault.KnownFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {
  private static final String SHARED =
      """
      regions:
        - { id: us-east-1, endpoint: "http://us.example" }
        - { id: eu-west-1 }
      controlPlane: { mode: global, currentRegion: us-east-1 }
      kafka: { bootstrapServers: "us:9092" }
      """;

  @TempDir Path directory;

  @Test
  void leavesTheFileAsItIs() throws IOException {
    var config = read(Place.AS_CONFIGURED).config();

    assertThat(config.controlPlane().currentRegion()).isEqualTo("us-east-1");
    assertThat(config.kafka().bootstrapServers()).isEqualTo("us:9092");
    assertThat(endpoints(config)).isEqualTo("http://us.example -");
  }

  @Test
  void standsForWhatTheFileSaysAndKeepsItsHash() throws IOException {
    var shared = read(Place.AS_CONFIGURED);
    var place =
        new Place(
            Optional.of("eu-west-1"),
            Optional.of("eu:9092"),
            Map.of("us-east-1", URI.create("http://10.0.0.1")),
            Map.of());
    var here = read(place);

    assertThat(here.hash()).isEqualTo(shared.hash());
    assertThat(here.config().controlPlane().currentRegion()).isEqualTo("eu-west-1");
    assertThat(here.config().controlPlane().regions()).containsExactly("us-east-1", "eu-west-1");
    assertThat(here.config().kafka().bootstrapServers()).isEqualTo("eu:9092");
    assertThat(endpoints(here.config())).isEqualTo("http://10.0.0.1 -");
    assertThat(here.config().routing()).isEqualTo(shared.config().routing());
  }

  @Test
  void whereARegionIsProbedFromHereStandsForItsControlPlanesEndpointToo() throws IOException {
    var file = directory.resolve("federated.yaml");
    Files.writeString(
        file,
        """
        regions:
          - {id: us-east-1, kafka: {bootstrapServers: "us:9092"}}
          - {id: eu-west-1, endpoint: "http://eu.example", kafka: {bootstrapServers: "eu:9092"}}
        controlPlane:
          mode: federated
          currentRegion: us-east-1
          federation: {peers: [{region: eu-west-1, endpoint: "http://plane.eu.example"}]}
        """);
    var shared = ConfigFiles.load(file);
    assertThat(shared.probedAt("eu-west-1")).contains(URI.create("http://plane.eu.example"));

    var place =
        new Place(
            Optional.empty(),
            Optional.empty(),
            Map.of("eu-west-1", URI.create("http://10.0.0.1")),
            Map.of());
    assertThat(place.of(shared).probedAt("eu-west-1")).contains(URI.create("http://10.0.0.1"));
  }

  @Test
  void refusesARegionThatIsNotDefined() {
    var nowhere = new Place(Optional.of("mars-1"), Optional.empty(), Map.of(), Map.of());
    var unknown =
        new Place(
            Optional.empty(),
            Optional.empty(),
            Map.of("mars-1", URI.create("http://mars.example")),
            Map.of());

    assertThatThrownBy(() -> read(nowhere))
        .isInstanceOf(KnownFault.class)
        .hasMessage(
            "--region mars-1: the configuration defines no such region; name one of us-east-1,"
                + " eu-west-1");
    assertThatThrownBy(() -> read(unknown))
        .isInstanceOf(KnownFault.class)
        .hasMessageStartingWith("--endpoint mars-1: ");
  }

  @Test
  void reachesAPeerByAnotherAddress() throws IOException {
    var federated =
        """
        regions:
          - {id: us-east-1, kafka: {bootstrapServers: "us:9092", properties: {client.rack: a}}}
          - {id: eu-west-1, kafka: {bootstrapServers: "eu:9092"}}
        controlPlane: {mode: federated, currentRegion: eu-west-1}
        """;
    var file = Files.writeString(directory.resolve("federated.yaml"), federated);
    var here = LoadedConfig.read(file, peer("us-east-1")).config();

    assertThat(here.kafka().bootstrapServers()).isEqualTo("eu:9092");
    assertThat(here.region("us-east-1").kafka())
        .contains(new Kafka("link:1", Map.of("client.rack", "a")));
    assertThatThrownBy(() -> LoadedConfig.read(file, peer("mars-1")))
        .isInstanceOf(KnownFault.class)
        .hasMessageStartingWith("--peer mars-1: the configuration defines no such region");
    assertThatThrownBy(() -> read(peer("us-east-1")))
        .isInstanceOf(KnownFault.class)
        .hasMessageStartingWith("--peer us-east-1: all regions share one cluster");
  }

  private static Place peer(String region) {
    return new Place(Optional.empty(), Optional.empty(), Map.of(), Map.of(region, "link:1"));
  }

  private LoadedConfig read(Place place) throws IOException {
    return LoadedConfig.read(Files.writeString(directory.resolve("c.yaml"), SHARED), place);
  }

  private static String endpoints(ParallaxConfig config) {
    return String.join(
        " ",
        config.regions().stream()
            .map(Region::endpoint)
            .map(endpoint -> endpoint.map(URI::toString).orElse("-"))
            .toList());
  }

  @Test
  void refusesARegionThatTheControlPlaneDoesNotServe() throws IOException {
    var narrow =
        "regions: [{id: us-east-1}, {id: eu-west-1}]\ncontrolPlane: {regions: us-east-1}\n";
    var file = Files.writeString(directory.resolve("narrow.yaml"), narrow);
    var place = new Place(Optional.of("eu-west-1"), Optional.empty(), Map.of(), Map.of());

    assertThatThrownBy(() -> LoadedConfig.read(file, place))
        .isInstanceOf(KnownFault.class)
        .hasMessage(
            "--region eu-west-1 is not among controlPlane.regions (us-east-1): add it there, or"
                + " leave that key out");
  }
}
