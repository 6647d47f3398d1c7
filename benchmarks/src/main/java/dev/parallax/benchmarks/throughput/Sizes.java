package dev.parallax.benchmarks.throughput;

/**
 * Mean length of what the router writes for one request, in bytes.
 *
 * @param task on the region's topic
 * @param decision on the decisions topic
 * @param row in the store, and so on its changelog
 */
record Sizes(int task, int decision, int row) {
  private static final String PREFIX = "passthrough.";

  /** As the parent process says. */
  static Sizes ofThisProcess() {
    return new Sizes(
        Integer.getInteger(PREFIX + "task"),
        Integer.getInteger(PREFIX + "decision"),
        Integer.getInteger(PREFIX + "row"));
  }

  /** For a child process. */
  String[] jvmOptions() {
    return new String[] {
      "-D" + PREFIX + "task=" + task,
      "-D" + PREFIX + "decision=" + decision,
      "-D" + PREFIX + "row=" + row
    };
  }
}
