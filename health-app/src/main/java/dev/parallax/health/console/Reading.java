package dev.parallax.health.console;

/**
 * How the console's reading of topics stands.
 *
 * @param status {@code starting}, {@code catching-up}, {@code live} or {@code retrying}
 * @param message what is wrong, for people; empty if nothing is
 */
record Reading(String status, String message) {
  static final Reading STARTING = new Reading("starting", "the topics have not been read yet");
  static final Reading CATCHING_UP = new Reading("catching-up", "the topics are being read");
  static final Reading LIVE = new Reading("live", "");

  static Reading retrying(String message) {
    return new Reading("retrying", message);
  }

  boolean isLive() {
    return equals(LIVE);
  }
}
