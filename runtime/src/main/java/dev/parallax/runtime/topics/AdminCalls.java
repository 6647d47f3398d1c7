package dev.parallax.runtime.topics;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for answers to admin calls, which have time-outs of their own. */
public final class AdminCalls {

  private AdminCalls() {}

  /**
   * The answer.
   *
   * @throws KafkaException what the broker said, or the client in its place; a {@link
   *     org.apache.kafka.common.errors.RetriableException} may pass
   * @throws InterruptException if this thread was interrupted
   */
  public static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException said) {
        throw said;
      }
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
