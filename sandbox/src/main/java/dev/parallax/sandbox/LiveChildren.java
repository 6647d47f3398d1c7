package dev.parallax.sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Every child that runs; ended together when this process ends. */
final class LiveChildren {
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();
  private static final long GRACE_SECONDS = 5;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(LiveChildren::endAll, "end-children"));
  }

  private LiveChildren() {}

  static void add(Process process) {
    ALIVE.removeIf(other -> !other.isAlive());
    ALIVE.add(process);
  }

  static void remove(Process process) {
    ALIVE.remove(process);
  }

  private static void endAll() {
    ALIVE.forEach(Process::destroy);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    for (var process : ALIVE) {
      if (!endsBefore(process, end)) {
        process.destroyForcibly();
      }
    }
  }

  private static boolean endsBefore(Process process, long end) {
    try {
      process.onExit().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException stillRuns) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for pid " + process.pid() + " failed", e);
    }
  }
}
