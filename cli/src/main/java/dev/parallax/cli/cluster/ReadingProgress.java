package dev.parallax.cli.cluster;

import java.util.function.Consumer;

/** Tells every two seconds how much was read. */
public final class ReadingProgress {
  private static final long EVERY_NANOS = 2_000_000_000L;

  private final String what;
  private final Consumer<String> reader;
  private long told = System.nanoTime();
  private long records;

  /**
   * @param what is read, for people
   * @param reader is told a line
   */
  public ReadingProgress(String what, Consumer<String> reader) {
    this.what = what;
    this.reader = reader;
  }

  /** One record more was read. */
  public void count() {
    records++;
    tell(records + " records read");
  }

  /** Tells it, if nothing was told for two seconds. */
  public void tell(String how) {
    long now = System.nanoTime();
    if (now - told >= EVERY_NANOS) {
      told = now;
      reader.accept(what + ": " + how);
    }
  }
}
