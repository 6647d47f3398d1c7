package dev.parallax.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Futures that are given away. */
final class Futures {
  private Futures() {}

  /**
   * A future that ends as {@code source} does, cancelled if that is cancelled; to cancel it has no
   * effect on {@code source}. {@link CompletableFuture#copy} would wrap the cancellation.
   */
  static <T> CompletableFuture<T> view(CompletableFuture<T> source) {
    return view(source, Runnable::run);
  }

  /** As {@link #view(CompletableFuture)}; what is chained to it is run by {@code callbacks}. */
  static <T> CompletableFuture<T> view(CompletableFuture<T> source, Executor callbacks) {
    var view = new CompletableFuture<T>();
    var unused =
        source.whenCompleteAsync(
            (value, fault) -> {
              if (fault == null) {
                view.complete(value);
              } else {
                view.completeExceptionally(fault);
              }
            },
            callbacks);
    return view;
  }
}
