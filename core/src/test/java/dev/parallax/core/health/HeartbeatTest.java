package dev.parallax.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final String LONGEST = "x".repeat(Heartbeat.MAX_TEXT);

  @Test
  void isAtFaultWithLongerTextsOrMoreCapabilitiesThanItMayHave() {
    for (var bad :
        new Heartbeat[] {
          beat(LONGEST + "x", LONGEST, LONGEST, capabilities(1)),
          beat(LONGEST, LONGEST + "x", LONGEST, capabilities(1)),
          beat(LONGEST, LONGEST, LONGEST + "x", capabilities(1)),
          beat(LONGEST, LONGEST, LONGEST, Set.of(LONGEST + "x")),
          beat(LONGEST, LONGEST, LONGEST, capabilities(Heartbeat.MAX_CAPABILITIES + 1)),
        }) {
      assertThat(bad.fault())
          .contains(
              "agentId, incarnation, version and each capability may have 200 characters,"
                  + " and an agent 200 capabilities");
    }
  }

  @Test
  void isSoundWithTheLongestAndTheMost() {
    var capabilities = capabilities(Heartbeat.MAX_CAPABILITIES - 1);
    capabilities.add(LONGEST);

    assertThat(beat(LONGEST, LONGEST, LONGEST, capabilities).fault()).isEmpty();
  }

  private static Set<String> capabilities(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "c" + number)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Heartbeat beat(
      String id, String incarnation, String version, Set<String> capabilities) {
    return new Heartbeat(
        id,
        incarnation,
        0,
        "us-east-1",
        new TreeSet<>(capabilities),
        Presence.CONNECTED,
        0,
        1,
        0,
        Optional.of(version),
        0);
  }
}
