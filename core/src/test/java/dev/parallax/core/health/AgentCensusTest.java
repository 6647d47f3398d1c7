package dev.parallax.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AgentCensusTest {
  private final AgentCensus census = new AgentCensus();

  @Test
  void countsAgentsAndWhatTheyOffer() {
    census.put("a", "us", Set.of("x", "y"));
    census.put("b", "us", Set.of("y"));

    assertThat(census.of("us")).isEqualTo(counts(2, Map.of("x", 1, "y", 2)));
    assertThat(census.of("eu")).isEqualTo(AgentCounts.NONE);
  }

  @Test
  void anAgentThatMovesLeavesItsOldRegion() {
    census.put("a", "us", Set.of("x"));
    census.put("a", "eu", Set.of("z"));

    assertThat(census.of("us")).isEqualTo(AgentCounts.NONE);
    assertThat(census.of("eu")).isEqualTo(counts(1, Map.of("z", 1)));
  }

  @Test
  void namesTheCommonestCapabilitiesWhereThereAreTooMany() {
    for (int i = 0; i < AgentCensus.MAX_CAPABILITIES + 5; i++) {
      census.put("a" + i, "us", Set.of("shared", "session-" + i));
    }

    var counts = census.of("us");
    assertThat(counts.connected()).isEqualTo(AgentCensus.MAX_CAPABILITIES + 5);
    assertThat(counts.byCapability())
        .hasSize(AgentCensus.MAX_CAPABILITIES)
        .containsEntry("shared", AgentCensus.MAX_CAPABILITIES + 5);
  }

  record Change(String agent, String region, Set<String> capabilities, boolean gone) {}

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c"),
            Arbitraries.of("us", "eu"),
            Arbitraries.of("x", "y", "z").set(),
            Arbitraries.of(false, false, true))
        .as(Change::new)
        .list();
  }

  @Property
  void isTheSameAsCountingTheLastStateOfEveryAgent(@ForAll("changes") List<Change> changes) {
    var counted = new AgentCensus();
    var last = new HashMap<String, Change>();
    for (var change : changes) {
      if (change.gone()) {
        counted.remove(change.agent());
        last.remove(change.agent());
      } else {
        counted.put(change.agent(), change.region(), change.capabilities());
        last.put(change.agent(), change);
      }
    }

    for (var region : List.of("us", "eu")) {
      var there = last.values().stream().filter(c -> c.region().equals(region)).toList();
      var byCapability = new TreeMap<String, Integer>();
      there.forEach(c -> c.capabilities().forEach(x -> byCapability.merge(x, 1, Integer::sum)));
      assertThat(counted.of(region)).isEqualTo(new AgentCounts(there.size(), byCapability));
    }
  }

  private static AgentCounts counts(int connected, Map<String, Integer> byCapability) {
    return new AgentCounts(connected, new TreeMap<>(byCapability));
  }
}
