package dev.parallax.runtime.streams;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Clients of a topology whose producers can always be told to abort.
 *
 * <p>A producer whose commit timed out refuses to abort, with an exception that Kafka Streams 4.3
 * does not expect: it then keeps the changelog offsets that the closed task had written. The task
 * is made anew with an empty store, and if it is closed in order before that is filled (the process
 * is stopped while its broker is away), those offsets are stored as what the empty store has. At
 * the next start the rows before them are never read: executions that run would not end.
 */
final class EndingTransactions extends DefaultKafkaClientSupplier {

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new Ending(config);
  }

  private static final class Ending extends KafkaProducer<byte[], byte[]> {
    Ending(Map<String, Object> config) {
      super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * As every producer does, but if its commit timed out, that is a timeout as well, which Kafka
     * Streams expects: the broker aborts the transaction, or has committed it.
     */
    @Override
    public void abortTransaction() {
      try {
        super.abortTransaction();
      } catch (IllegalStateException unfinished) {
        throw new TimeoutException(unfinished.getMessage(), unfinished);
      }
    }
  }
}
