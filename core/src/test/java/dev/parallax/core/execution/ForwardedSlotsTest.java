package dev.parallax.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** P7: slots whose agents another region's control plane chooses. */
class ForwardedSlotsTest {
  private static final long NOW = 1_000;

  @Test
  void onlyTheAgentThatWasNamedAnswers() {
    var taken = waiting(execution(0).onTaken(Map.of(0, "eu-1"), Map.of(0, 1), NOW));

    assertThat(taken.slots().get(0).current().agentId()).isEqualTo("eu-1");
    assertThat(taken.onAnswer(answer("eu-west-1~0.1"), NOW))
        .isEqualTo(new Step.Ignored(Step.Cause.NOT_ASKED));
    assertThat(taken.onAnswer(answer("eu-1"), NOW)).isInstanceOf(Step.Finished.class);
  }

  @Test
  void namesOfOtherAttemptsAndAfterTheEndAreIgnored() {
    assertThat(execution(0).onTaken(Map.of(0, "eu-1"), Map.of(0, 2), NOW))
        .isEqualTo(new Step.Ignored(Step.Cause.UNCONCERNED));
    var ended = ((Step.Finished) execution(0).onCancel("enough", NOW)).last();
    assertThat(ended.onTaken(Map.of(0, "eu-1"), Map.of(0, 1), NOW))
        .isInstanceOf(Step.Ignored.class);
    assertThat(ended.onSentBack(Map.of(0, 1), "why", NOW)).isInstanceOf(Step.Ignored.class);
    assertThat(ended.onLost(Map.of(0, 1), NOW)).isInstanceOf(Step.Ignored.class);
  }

  @Test
  void whatIsSentBackIsAskedOfOthersThoughThereAreNoRetries() {
    var retry = (Step.Retry) execution(0).onSentBack(Map.of(0, 1), "it is drained", NOW);

    assertThat(retry.vacancies()).containsExactly(new Step.Vacancy(0, 2, "eu-west-1"));
    assertThat(retry.next().sentBackBy()).containsExactly("eu-west-1");
    var again = waiting(retry.answered(List.of(new Assignment(0, "us-1", "us-east-1")), ""));
    assertThat(again.onAnswer(Answer.failed(0, 2, "us-1", "no"), NOW))
        .isInstanceOf(Step.Finished.class);
  }

  @Test
  void whatIsSentBackUsesUpNoRetry() {
    var sentBack = (Step.Retry) execution(1).onSentBack(Map.of(0, 1), "it is drained", NOW);
    var again = waiting(sentBack.answered(List.of(new Assignment(0, "us-1", "us-east-1")), ""));

    var failed = (Step.Retry) again.onAnswer(Answer.failed(0, 2, "us-1", "no"), NOW);
    var last = waiting(failed.answered(List.of(new Assignment(0, "us-2", "us-east-1")), ""));

    assertThat(last.onAnswer(Answer.failed(0, 3, "us-2", "no"), NOW))
        .isInstanceOf(Step.Finished.class);
  }

  @Test
  void anAgentThatIsLostIsReplacedAsOftenAsRetriesAllow() {
    assertThat(execution(1).onLost(Map.of(0, 1), NOW)).isInstanceOf(Step.Retry.class);
    assertThat(execution(0).onLost(Map.of(0, 1), NOW))
        .isInstanceOfSatisfying(
            Step.Finished.class,
            end -> assertThat(end.outcome().status()).isEqualTo(Status.FAILED));
  }

  /** R12: one agent has one slot. */
  @Test
  void aSlotFailsWhoseAgentHasOneAlready() {
    var two =
        Execution.begin(
            "e-1",
            Rules.first(0, 10_000),
            NOW,
            NOW + 60_000,
            List.of(
                new Assignment(0, "eu-1", "eu-west-1"),
                new Assignment(1, "eu-west-1~1.1", "eu-west-1")),
            NOW);

    var step = waiting(two.onTaken(Map.of(1, "eu-1"), Map.of(1, 1), NOW));

    assertThat(step.slots().get(1).current().failed())
        .hasValueSatisfying(
            end -> assertThat(end.reason()).isEqualTo("its agent was asked before"));
  }

  private static Execution execution(int retries) {
    var rules = Rules.first(0, 10_000);
    return Execution.begin(
        "e-1",
        new Rules(
            rules.aggregator(), rules.waitForAll(), rules.minResults(), rules.timeoutMs(), retries),
        NOW,
        NOW + 60_000,
        List.of(new Assignment(0, "eu-west-1~0.1", "eu-west-1")),
        NOW);
  }

  private static Answer answer(String agent) {
    return Answer.of(0, 1, agent, new Json.Text("spam"), 1);
  }

  private static Execution waiting(Step step) {
    assertThat(step).isInstanceOf(Step.Waiting.class);
    return ((Step.Waiting) step).next();
  }
}
