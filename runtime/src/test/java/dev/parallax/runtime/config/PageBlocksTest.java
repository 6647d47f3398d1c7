package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.ConfigReader;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.EffectiveConfig;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every configuration block of the specification's page is valid, completed with the regions that
 * it lacks, and what this release cannot run of it is said.
 */
class PageBlocksTest {
  /** What is beyond this release, by block. */
  private static final Map<String, List<String>> BEYOND =
      Map.of(
          "federated-control-planes", List.of("controlPlane.mode"),
          "pattern-replication", List.of("replication.patterns.enabled"),
          "execution-data", List.of("replication.executions.analytics.enabled"));

  /** Rules and paths of what is dangerous, by block. */
  private static final Map<String, List<String>> DANGEROUS =
      Map.of(
          "affinity", List.of("C4 routing.rules[0]"),
          "federated-control-planes", List.of("C4 controlPlane.federation.peers"));

  @ParameterizedTest
  @MethodSource("blocks")
  void isValidAndSoIsWhatItMeans(String block) throws Exception {
    var result = (ConfigResult.Valid) ConfigReader.read(YamlDocuments.parse(whole(block)));

    assertThat(result.unsupported())
        .extracting(ConfigFault::path)
        .containsExactlyElementsOf(BEYOND.getOrDefault(block, List.of()));
    assertThat(result.warnings())
        .extracting(warning -> warning.rule() + " " + warning.path())
        .containsExactlyElementsOf(DANGEROUS.getOrDefault(block, List.of()));
    var effective = YamlDocuments.print(EffectiveConfig.of(result.config()));
    assertThat(Documents.wholeConfig(effective)).isEqualTo(result.config());
  }

  @Test
  void holdsEveryBlock() throws Exception {
    assertThat(blocks())
        .containsExactly(
            "active-active",
            "active-passive",
            "affinity",
            "capability",
            "data-residency",
            "execution-data",
            "failover",
            "failover-pair",
            "federated-control-planes",
            "global-accelerator",
            "global-control-plane",
            "latency",
            "latency-preferences",
            "pattern-replication",
            "private-connectivity",
            "regions",
            "weighted");
  }

  /** The chart's values hold a configuration's own sections below {@code multiRegion}. */
  @Test
  void acceptsTheSectionsOfHelmValues() throws Exception {
    var values = (ConfigNode.Mapping) YamlDocuments.parse(text("helm-values"));
    var below = (ConfigNode.Mapping) values.entries().get(0).value();
    var sections =
        below.entries().stream()
            .filter(entry -> List.of("regions", "routing").contains(entry.key()))
            .toList();

    var result = ConfigReader.read(new ConfigNode.Mapping(sections, 1));

    assertThat(sections).hasSize(2);
    assertThat(result.refusals()).isEmpty();
    assertThat(((ConfigResult.Valid) result).config().regionIds())
        .containsExactly("us-east-1", "eu-west-1", "ap-south-1");
  }

  static Stream<String> blocks() throws Exception {
    try (var files = Files.list(directory())) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .filter(name -> !name.equals("helm-values"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static String whole(String block) throws Exception {
    var text = text(block);
    return text.startsWith("regions:") ? text : Documents.withRegions(text);
  }

  private static String text(String block) throws IOException, URISyntaxException {
    return Files.readString(directory().resolve(block + ".yaml"));
  }

  private static Path directory() throws URISyntaxException {
    return Path.of(PageBlocksTest.class.getResource("/config/page").toURI());
  }
}
