package dev.parallax.sandbox;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The main class of every {@link ChildProcess}: runs another main class, and ends the process when
 * its standard input does. Its parent holds the other end, so no child outlives a parent that was
 * killed.
 */
public final class ParentGuard {
  /** Exit status when the parent is gone. */
  static final int PARENT_GONE = 143;

  /** An app closes within 10 s; what takes longer hangs. */
  private static final long END_GRACE_MS = 12_000;

  private ParentGuard() {}

  /** Runs the main class that {@code args} begins with, with the rest of {@code args}. */
  public static void main(String[] args) throws Throwable {
    var watch = new Thread(ParentGuard::exitWithParent, "parent-guard");
    watch.setDaemon(true);
    watch.start();
    var main = Class.forName(args[0]).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void exitWithParent() {
    try {
      int read;
      do {
        read = System.in.read();
      } while (read >= 0);
    } catch (IOException closed) {
      System.err.println("standard input failed: " + closed.getMessage());
    }
    System.err.println("the parent process is gone; ending");
    endOrHalt();
  }

  /** A shutdown hook that hangs must not keep an orphan alive. */
  private static void endOrHalt() {
    var end = new Thread(() -> System.exit(PARENT_GONE), "parent-guard-exit");
    end.setDaemon(true);
    end.start();
    try {
      end.join(END_GRACE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(PARENT_GONE);
  }
}
