package dev.parallax.cli.agents;

import dev.parallax.client.AgentAnswer;
import dev.parallax.client.AgentTask;
import dev.parallax.client.TaskHandler;
import java.util.Map;

/** Answers everything alike, as nobody else does: agents that disagree with those of elsewhere. */
final class ContraryHandler implements TaskHandler {
  @Override
  public AgentAnswer handle(AgentTask task) {
    return AgentAnswer.of(Map.of("label", "contrary"), 0.9).because("asked to disagree");
  }
}
