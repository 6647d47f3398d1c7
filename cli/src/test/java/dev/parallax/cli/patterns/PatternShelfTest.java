package dev.parallax.cli.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.PatternDefinition;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stands of a name by what several topics say of it (P1, P2). */
class PatternShelfTest {
  private static final String OWN = "patterns";
  private static final String VIEW = "patterns-view";

  private final PatternShelf shelf = new PatternShelf();

  @BeforeAll
  static void trustOurRecords() {
    assertThat(new AvroCodecs(new InMemorySchemaRegistry())).isNotNull();
  }

  @Test
  void whatTheViewWithdrewStandsNoMore() {
    shelf.put(VIEW, "dev-vote", pattern("dev-vote", "2.0.0", "eu-west-1"));
    shelf.put(VIEW, "dev-vote", Optional.empty());

    assertThat(shelf.revision("dev-vote")).isEmpty();
    assertThat(shelf.names()).isEmpty();
  }

  @Test
  void whatOneTopicForgetsStandsByTheOther() {
    shelf.put(VIEW, "vote", pattern("vote", "2.0.0", "eu-west-1"));
    shelf.put(OWN, "vote", pattern("vote", "1.0.0", "us-east-1"));
    assertThat(shelf.newest("vote").map(PatternDefinition::getVersion)).contains("2.0.0");

    shelf.put(VIEW, "vote", Optional.empty());

    assertThat(shelf.newest("vote").map(PatternDefinition::getVersion)).contains("1.0.0");
    assertThat(shelf.names()).containsExactly("vote");
  }

  @Test
  void aLowerRevisionStandsAfterTheHigherOneWasForgotten() {
    shelf.put(VIEW, "vote", pattern("vote", "2.0.0", "eu-west-1"));
    shelf.put(VIEW, "vote", Optional.empty());
    shelf.put(VIEW, "vote", pattern("vote", "1.0.0", "us-east-1"));

    assertThat(shelf.newest("vote").map(PatternDefinition::getVersion)).contains("1.0.0");
  }

  private static Optional<PatternDefinition> pattern(String name, String version, String region) {
    var sample = SamplePatterns.all().get(0).applied(region, 1, Optional.empty());
    sample.setName(name);
    sample.setVersion(version);
    return Optional.of(sample);
  }
}
