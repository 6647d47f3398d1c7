package dev.parallax.cli.agents.skills;

/**
 * The input lacks a field that the skill needs, or has one of another type; the message says which.
 */
public final class UnusableInputException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableInputException(String message) {
    super(message);
  }
}
