package dev.parallax.runtime.ops;

/**
 * Names of the fields by which lines of a log are found again, whatever {@code PARALLAX_LOG_FORMAT}
 * is. What happens to one execution is on its topics; routers say it at DEBUG only.
 */
public final class LogKeys {

  /** Id of the execution that a line is about. */
  public static final String EXECUTION = "execution";

  /** Id of the region that a line is about. */
  public static final String REGION = "region";

  /** Id of the agent that a line is about. */
  public static final String AGENT = "agent";

  private LogKeys() {}
}
