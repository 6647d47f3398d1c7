package dev.parallax.runtime.ops;

/**
 * Names of the fields by which lines of a structured log are found again; see {@code
 * PARALLAX_LOG_FORMAT}. What happens to one execution is on its topics, not in the logs of routers.
 */
public final class LogKeys {

  /** Id of the region that a line is about. */
  public static final String REGION = "region";

  /** Id of the agent that a line is about. */
  public static final String AGENT = "agent";

  private LogKeys() {}
}
