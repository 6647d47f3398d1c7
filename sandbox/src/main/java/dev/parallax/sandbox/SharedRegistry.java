package dev.parallax.sandbox;

/**
 * One schema registry for all tests of a JVM, started when it is first asked for and ended with the
 * JVM. Topic prefixes keep the tests' subjects apart.
 */
public final class SharedRegistry {
  private static SandboxRegistry registry;

  private SharedRegistry() {}

  /**
   * The running registry; never stop or close it.
   *
   * @throws SandboxException if it cannot be started; the next call tries again
   */
  public static synchronized SandboxRegistry get() {
    if (registry == null) {
      registry = SandboxRegistry.start(SandboxRegistry.Options.defaults());
    }
    return registry;
  }
}
