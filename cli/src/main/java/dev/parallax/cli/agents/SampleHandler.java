package dev.parallax.cli.agents;

import dev.parallax.cli.agents.skills.Skills;
import dev.parallax.cli.agents.skills.UnusableInputException;
import dev.parallax.client.AgentAnswer;
import dev.parallax.client.AgentTask;
import dev.parallax.client.TaskHandler;

/**
 * Does the work of every sample agent. Its answers depend on the task alone, so that doing one
 * twice does no harm.
 */
final class SampleHandler implements TaskHandler {
  private final Skills skills = new Skills();

  @Override
  public AgentAnswer handle(AgentTask task) throws UnusableInputException {
    var answer = skills.answer(task.pattern(), task.capabilities(), task.input());
    return AgentAnswer.of(answer.value(), answer.confidence()).because(answer.reasoning());
  }
}
