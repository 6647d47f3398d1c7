package dev.parallax.replicator.mirror;

/** The flow must not run as things stand (P6). The message is for people, one sentence. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  Refusal(String reason) {
    super(reason);
  }
}
