package dev.parallax.cli.agents.skills;

/** Figures as answers show them. */
final class Numbers {
  private Numbers() {}

  /** To three decimals. */
  static double round(double number) {
    return Math.round(number * 1000) / 1000.0;
  }
}
