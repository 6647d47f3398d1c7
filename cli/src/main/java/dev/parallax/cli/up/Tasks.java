package dev.parallax.cli.up;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does several things at once. */
final class Tasks {
  private Tasks() {}

  /** Does the same to each of them at once, and throws the first failure when all have ended. */
  static <T> void all(List<T> items, Consumer<T> work) {
    all(items, Math.max(1, items.size()), work);
  }

  /** As {@link #all(List, Consumer)}, but to at most so many at once, in their order. */
  static <T> void all(List<T> items, int atOnce, Consumer<T> work) {
    var threads = Executors.newFixedThreadPool(atOnce);
    try {
      var each =
          items.stream()
              .map(item -> CompletableFuture.runAsync(() -> work.accept(item), threads))
              .toArray(CompletableFuture<?>[]::new);
      join(CompletableFuture.allOf(each));
    } finally {
      threads.shutdown();
    }
  }

  /** What it gives; throws what made it fail. */
  static <T> T join(CompletableFuture<T> task) {
    try {
      return task.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }
}
