package dev.parallax.cli.drills.chaos;

/** What can happen to a region. */
enum Kind {
  /** Its broker is killed, and started again on its data. */
  BROKER(2, 10, Part.SERVERS),
  /** Its schema registry is killed, and started again on its data. */
  REGISTRY(3, 15, Part.SERVERS),
  /** Its router is killed. */
  ROUTER(20, 20, Part.APPS),
  /** Its router is killed, and its state directory is gone when it is started again. */
  ROUTER_WIPED(25, 25, Part.APPS),
  /** Its health app is killed. */
  HEALTH_APP(20, 20, Part.APPS),
  /** Its replicator is killed. */
  REPLICATOR(20, 20, Part.APPS),
  /** Its agents are killed; they are away for a while. */
  AGENTS(15, 15, Part.CAPACITY),
  /** Nothing gets from it to the others, or back. */
  CUT(4, 15, Part.CAPACITY),
  /** The clocks of its apps are wrong; they are restarted before and after. */
  CLOCK(35, 50, Part.APPS);

  /** What of a region it takes away: of two kinds with one part, one can happen at a time. */
  enum Part {
    SERVERS,
    APPS,
    CAPACITY
  }

  private final int leastSeconds;
  private final int mostSeconds;
  private final Part part;

  Kind(int leastSeconds, int mostSeconds, Part part) {
    this.leastSeconds = leastSeconds;
    this.mostSeconds = mostSeconds;
    this.part = part;
  }

  /** How long it lasts at least, until nothing of it is left as far as this drill goes, s. */
  int leastSeconds() {
    return leastSeconds;
  }

  /** How long it lasts at most, s. */
  int mostSeconds() {
    return mostSeconds;
  }

  Part part() {
    return part;
  }

  /** Whether it can happen only to a region that has a control plane. */
  boolean isOfControlPlane() {
    return part != Part.CAPACITY;
  }
}
