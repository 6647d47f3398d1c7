package dev.parallax.cli.agents.skills;

/**
 * One thing that a sample agent can do. Deterministic, so that a repeated task gets the same answer
 * (X2).
 */
interface Skill {
  /**
   * Does the work.
   *
   * @throws UnusableInputException if a field that it needs is missing or of the wrong type
   */
  Answer answer(SkillInput input) throws UnusableInputException;
}
