package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.router.OpenExecutions.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;

class OpenExecutionsTest {
  private static final long TICK_MS = 50;
  private static final Asked AGENT = new Asked("eu-west-1-1", "eu-west-1");

  private OpenExecutions open;

  @BeforeTry
  void startEmpty() {
    open = new OpenExecutions();
  }

  /** One that waits for no agent is only due; one without a due time is removed. */
  private record Step(String id, boolean removed, long dueAt, List<Asked> asked) {}

  /** Whatever was put and removed before, it knows what a list of the last steps knows. */
  @Property(tries = 300)
  void knowsWhatStands(@ForAll("steps") List<Step> steps) {
    Map<String, Step> standing = new HashMap<>();
    for (var step : steps) {
      if (step.removed()) {
        open.remove(step.id());
        standing.remove(step.id());
      } else {
        open.put(step.id(), step.dueAt(), step.asked());
        standing.put(step.id(), step);
      }
      agrees(standing);
    }
  }

  private void agrees(Map<String, Step> standing) {
    assertThat(open.size()).isEqualTo(standing.size());
    var agents = new HashSet<Asked>();
    standing.values().forEach(step -> agents.addAll(step.asked()));
    assertThat(open.agents()).containsExactlyInAnyOrderElementsOf(agents);
    for (var agent : agents) {
      assertThat(open.waitingFor(agent))
          .containsExactlyInAnyOrderElementsOf(
              standing.values().stream()
                  .filter(step -> step.asked().contains(agent))
                  .map(Step::id)
                  .toList());
    }
    for (long now = 0; now <= 5 * TICK_MS; now += TICK_MS) {
      long then = now;
      assertThat(open.due(now, 100))
          .containsExactlyInAnyOrderElementsOf(
              standing.values().stream()
                  .filter(step -> step.dueAt() <= then)
                  .map(Step::id)
                  .toList());
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    var agents =
        Combinators.combine(Arbitraries.of("a", "b", "c"), Arbitraries.of("eu-west-1", "us-east-1"))
            .as(Asked::new)
            .list()
            .ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.of("1", "2", "3", "4", "5"),
            Arbitraries.of(false, false, true),
            Arbitraries.longs().between(0, 4).map(tick -> tick * TICK_MS),
            agents)
        .as(Step::new)
        .list()
        .ofMaxSize(30);
  }

  @Example
  void tellsTheLongestOverdueFirstAndNoMoreThanAsked() {
    open.put("late", 2_000, List.of(AGENT));
    open.put("early", 1_000, List.of());
    open.put("later", 3_000, List.of(AGENT));

    assertThat(open.due(5_000, 2)).containsExactly("early", "late");
    assertThat(open.due(1_999, 10)).containsExactly("early");
  }

  @Example
  void oneThatAsksAnAgentTwiceWaitsForItOnce() {
    open.put("twice", 1_000, List.of(AGENT, AGENT));

    assertThat(open.waitingFor(AGENT)).containsExactly("twice");
    open.remove("twice");
    assertThat(open.agents()).isEmpty();
  }

  @Example
  void keepsThousandsOfOneTick() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5_000; i++) {
      ids.add("id-" + i);
      open.put("id-" + i, 1_000, List.of(AGENT));
    }
    for (int i = 0; i < 5_000; i += 2) {
      open.remove("id-" + i);
    }
    ids.removeIf(id -> Integer.parseInt(id.substring(3)) % 2 == 0);

    assertThat(open.due(1_000, 10_000)).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(open.waitingFor(AGENT)).containsExactlyInAnyOrderElementsOf(ids);
  }
}
