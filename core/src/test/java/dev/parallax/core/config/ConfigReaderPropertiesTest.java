package dev.parallax.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ConfigNode.Entry;
import dev.parallax.core.config.ConfigNode.Mapping;
import dev.parallax.core.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ConfigReaderPropertiesTest {

  @Property(tries = 300)
  void neverThrowsForNoise(@ForAll("noise") Object document) {
    check(ConfigNodes.of(document));
  }

  @Property(tries = 300)
  void neverThrowsForAConfigurationThatIsBrokenSomewhere(
      @ForAll("valid") Map<String, Object> document,
      @ForAll("noise") Object noise,
      @ForAll @IntRange(max = 60) int place) {
    check(new Breakage(place, ConfigNodes.of(noise)).in(ConfigNodes.of(document)));
  }

  @Property(tries = 300)
  void neverThrowsForAKeyThatStandsTwice(@ForAll("valid") Map<String, Object> document) {
    var once = (Mapping) ConfigNodes.of(document);
    var twice = new ArrayList<>(once.entries());
    twice.addAll(once.entries());

    var result = (ConfigResult.Faulty) ConfigReader.readUngated(new Mapping(twice, 0));

    assertThat(result.faults()).hasSize(once.entries().size());
  }

  @Property(tries = 300)
  void readsItsEffectiveDocumentAsTheSameConfiguration(
      @ForAll("valid") Map<String, Object> document) {
    var config = ConfigNodes.config(document);

    var again = ConfigNodes.config(EffectiveConfig.of(config));

    assertThat(again).isEqualTo(config);
    assertThat(EffectiveConfig.hash(again)).isEqualTo(EffectiveConfig.hash(config));
  }

  @Provide
  Arbitrary<Object> noise() {
    return ArbitraryDocuments.noise();
  }

  @Provide
  Arbitrary<Map<String, Object>> valid() {
    return ArbitraryDocuments.valid();
  }

  /** Whatever stands there, there is an answer, and every fault says which rule is broken. */
  private static void check(ConfigNode document) {
    for (var result : List.of(ConfigReader.read(document), ConfigReader.readUngated(document))) {
      if (result instanceof ConfigResult.Faulty faulty) {
        assertThat(faulty.faults())
            .isNotEmpty()
            .allSatisfy(
                fault -> {
                  assertThat(fault.rule()).matches("[CRHFXP][0-9]+");
                  assertThat(fault.message()).isNotBlank();
                });
      } else {
        assertThat(EffectiveConfig.hash(((ConfigResult.Valid) result).config())).hasSize(12);
      }
    }
  }

  /** Puts a node in place of the n-th of a document. */
  private static final class Breakage {
    private final ConfigNode noise;
    private int left;

    Breakage(int place, ConfigNode noise) {
      this.left = place;
      this.noise = noise;
    }

    ConfigNode in(ConfigNode node) {
      if (left-- == 0) {
        return noise;
      }
      if (node instanceof Mapping mapping) {
        return new Mapping(
            mapping.entries().stream()
                .map(entry -> new Entry(entry.key(), entry.line(), in(entry.value())))
                .toList(),
            node.line());
      }
      return node instanceof Sequence sequence
          ? new Sequence(sequence.items().stream().map(this::in).toList(), node.line())
          : node;
    }
  }
}
