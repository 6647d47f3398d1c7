package dev.parallax.cli.agents.skills;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Asks a skill about one text. */
final class Ask {
  private Ask() {}

  static Answer text(Skill skill, String text) throws UnusableInputException {
    return skill.answer(new SkillInput(JsonNodeFactory.instance.objectNode().put("text", text)));
  }

  static Answer json(Skill skill, String json) throws UnusableInputException {
    return skill.answer(SkillInput.parse(json));
  }
}
