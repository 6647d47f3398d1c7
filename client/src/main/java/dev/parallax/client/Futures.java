package dev.parallax.client;

import java.util.concurrent.CompletableFuture;

/** Futures that are given away. */
final class Futures {
  private Futures() {}

  /**
   * A future that ends as {@code source} does, cancelled if that is cancelled; to cancel it has no
   * effect on {@code source}. {@link CompletableFuture#copy} would wrap the cancellation.
   */
  static <T> CompletableFuture<T> view(CompletableFuture<T> source) {
    var view = new CompletableFuture<T>();
    var unused =
        source.whenComplete(
            (value, fault) -> {
              if (fault == null) {
                view.complete(value);
              } else {
                view.completeExceptionally(fault);
              }
            });
    return view;
  }
}
