package dev.parallax.deploy.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigReader;
import dev.parallax.deploy.Clone;
import dev.parallax.runtime.config.YamlDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** values.schema.json refuses what cannot be meant, and knows every value and nothing else. */
class ValuesSchemaTest {
  private static final List<String> NOT_IN_THE_FILE =
      List.of("enabled", "currentRegion", "regions");

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "multiregion: {}                                          | multiregion",
        "multiRegion: {currentRegion: US-EAST-1}                  | pattern",
        "multiRegion: {regions: []}                               | at least 1",
        "multiRegion: {regions: [{name: nameless}]}               | id",
        "multiRegion: {regions: [{id: auto}]}                     | not",
        "multiRegion: {routing: {strategy: fastest}}              | strategy",
        "multiRegion: {routing: {weigths: {}}}                    | weigths",
        "multiRegion: {routing: {hold: 10}}                       | hold",
        "multiRegion: {controlPlane: {mode: federated}}           | kafka",
        "multiRegion: {controlPlane: {federation: {peers: []}}}   | peers",
        "multiRegion: {globalAccelerator: {endpoints: [{region: us-east-1, weight: -1}]}} | weight",
        "kafka: {bootstrapServers: kafka}                         | bootstrapServers",
        "kafka: {bootstrapServers: 'user:secret@kafka:9092'}      | bootstrapServers",
        "schemaRegistry: {urls: ['http://me:secret@registry']}    | urls",
        "topics: {replicationFactor: 0}                           | replicationFactor",
        "image: {tag: latest}                                     | tag",
        "router: {replicas: 0}                                    | replicas",
        "health: {replicas: 4}                                    | replicas",
        "replicator: {replicas: 4}                                | replicas",
        "podDisruptionBudget: {maxUnavailable: 0}                 | maxUnavailable",
        "podDisruptionBudget: {maxUnavailable: 0%}                | maxUnavailable",
        "router: {persistence: {enabled: true, size: big}}        | size",
        "endpoint: {port: 0}                                      | port",
        "logging: {level: LOUD}                                   | level",
      })
  void refuses(String values, String named) throws IOException {
    var file = Files.writeString(directory.resolve("values.yaml"), values);

    assertThatThrownBy(() -> Chart.render(file))
        .hasMessageContaining("values don't meet the specifications of the schema")
        .hasMessageContaining(named);
  }

  @Test
  void knowsEveryDefaultAndNothingElse() throws IOException {
    var known = keys(schema());

    assertThat(known)
        .contains("global")
        .containsAll(names(Clone.yaml(Chart.NAME + "/values.yaml")));
    assertThat(names(Clone.yaml(Chart.NAME + "/values.yaml")))
        .containsExactlyInAnyOrderElementsOf(
            known.stream().filter(key -> !key.equals("global")).toList());
  }

  /** Each key below multiRegion is one of parallax.config.yaml, or of the chart's own. */
  @Test
  void namesOnlyKeysThatTheAppsKnow() throws IOException {
    var sections = schema().at("/properties/multiRegion/properties");
    var paths = new ArrayList<String>();
    for (var section : names(sections)) {
      if (!NOT_IN_THE_FILE.contains(section)) {
        keys(sections.get(section)).forEach(key -> paths.add(section + ": {" + key + ": 0}"));
      }
    }

    assertThat(paths).hasSizeGreaterThan(30).allSatisfy(ValuesSchemaTest::assertKnown);
  }

  private static void assertKnown(String yaml) {
    var document = YamlDocuments.parse("regions: [{id: us-east-1}]\n" + yaml + "\n");

    assertThat(ConfigReader.read(document).refusals())
        .extracting(ConfigFault::message)
        .noneMatch(message -> message.contains("unknown key"));
  }

  private static JsonNode schema() throws IOException {
    return new ObjectMapper().readTree(Clone.text(Chart.NAME + "/values.schema.json"));
  }

  private static List<String> keys(JsonNode object) {
    assertThat(object.get("additionalProperties").asBoolean(true)).isFalse();
    return names(object.get("properties"));
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
