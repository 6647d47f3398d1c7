package dev.parallax.router;

/** Names of the topology's sinks. */
final class Sinks {
  static final String DECISIONS = "write-decisions";
  static final String OUTCOMES = "write-outcomes";
  static final String UNROUTABLE = "write-unroutable";
  static final String TRAFFIC = "write-traffic";
  static final String DEAD_LETTERS = "write-dead-letters";
  static final String REQUESTS_HOME = "return-requests-home";
  static final String RESULTS_HOME = "return-results-home";

  static final String CANCELLATIONS_HOME = "return-cancellations-home";

  private Sinks() {}

  static String forward(String region) {
    return "forward-to-" + region;
  }

  static String returned(String origin) {
    return "return-to-" + origin;
  }

  static String tasks(String region) {
    return "write-tasks-" + region;
  }
}
