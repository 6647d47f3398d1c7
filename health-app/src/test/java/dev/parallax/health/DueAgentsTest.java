package dev.parallax.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DueAgentsTest {
  private final DueAgents due = new DueAgents();

  @Test
  void givesWhatIsDueTheLongestOverdueFirst() {
    due.put("late", 2_000);
    due.put("later", 3_000);
    due.put("not-yet", 9_000);

    assertThat(due.due(3_000, 10)).containsExactly("late", "later");
    assertThat(due.due(3_000, 1)).containsExactly("late");
  }

  @Test
  void anAgentIsDueAtItsLastTimeOnly() {
    due.put("a", 1_000);
    due.put("a", 5_000);

    assertThat(due.due(4_999, 10)).isEmpty();
    assertThat(due.due(5_000, 10)).containsExactly("a");
  }

  @Test
  void neverGivesAnAgentBeforeItsTime() {
    due.put("a", 1_001);

    assertThat(due.due(1_000, 10)).isEmpty();
    assertThat(due.due(1_099, 10)).isEmpty();
    assertThat(due.due(1_100, 10)).containsExactly("a");
  }

  @Test
  void aRemovedAgentIsNotDue() {
    due.put("a", 1_000);
    due.remove("a");
    due.remove("never-there");

    assertThat(due.due(9_000, 10)).isEmpty();
  }
}
