package dev.parallax.sandbox;

/**
 * One broker for all tests of a JVM, started when it is first asked for and stopped when the JVM
 * ends. Each test takes a topic prefix and group ids of its own.
 */
public final class SharedBroker {
  private static SandboxBroker broker;

  private SharedBroker() {}

  /**
   * The running broker; never stop or close it.
   *
   * @throws SandboxException if it cannot be started; the next call tries again
   */
  public static synchronized SandboxBroker get() {
    if (broker == null) {
      broker = SandboxBroker.start(SandboxBroker.Options.defaults());
    }
    return broker;
  }
}
