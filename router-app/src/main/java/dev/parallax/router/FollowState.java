package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.schemas.BadRecordException;
import dev.parallax.schemas.RegistryException;
import io.micrometer.core.instrument.Counter;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one state topic into the fleet. Never writes its store: the snapshot is the only copy. A
 * record that cannot be read, or names no key, is counted and logged, and what was known before
 * stands.
 */
final class FollowState implements Processor<byte[], byte[], Void, Void> {
  private static final Logger LOG = LoggerFactory.getLogger(FollowState.class);

  private final FleetHolder fleet;
  private final Change change;
  private final boolean isRegions;
  private final Counter bad;
  private ProcessorContext<Void, Void> context;

  /** How a record changes the fleet. */
  interface Change {
    /**
     * The change that this record makes.
     *
     * @param value null = the key is gone
     * @throws BadRecordException if it cannot be read
     * @throws IllegalArgumentException if it can be read but makes no sense
     */
    UnaryOperator<Fleet> of(String key, byte[] value);
  }

  FollowState(FleetHolder fleet, Change change, boolean isRegions, Counter bad) {
    this.fleet = fleet;
    this.change = change;
    this.isRegions = isRegions;
    this.bad = bad;
  }

  @Override
  public void init(ProcessorContext<Void, Void> initialised) {
    context = initialised;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    var at = context.recordMetadata().orElseThrow();
    fleet.apply(changeOf(record), at.topic(), at.partition(), at.offset());
    if (isRegions && record.key() != null) {
      fleet
          .judged()
          .from(new String(record.key(), UTF_8), record.timestamp(), context.currentSystemTimeMs());
    }
  }

  private UnaryOperator<Fleet> changeOf(Record<byte[], byte[]> record) {
    if (record.key() == null) {
      return refused("it has no key");
    }
    try {
      return change.of(new String(record.key(), UTF_8), record.value());
    } catch (RegistryException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever a record holds, it must not end the thread that all routing depends on.
      return refused(e.toString());
    }
  }

  private UnaryOperator<Fleet> refused(String why) {
    bad.increment();
    LOG.warn(
        "{} is ignored, the last good state stands: {}",
        context.recordMetadata().orElseThrow(),
        why);
    return UnaryOperator.identity();
  }
}
