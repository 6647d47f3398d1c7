package dev.parallax.replicator.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.replicator.view.PatternView.Shown;
import dev.parallax.replicator.view.ReadPattern.Dead;
import dev.parallax.replicator.view.ReadPattern.Gone;
import dev.parallax.replicator.view.ReadPattern.Known;
import dev.parallax.runtime.deadletter.DeadLetterSink;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Merges what this region and the others say of patterns. Once after every start it reviews all
 * that it knows, because the list of excluded names may have become tighter (P1).
 */
final class MergePatterns implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Duration SOON = Duration.ofMillis(100);

  private final ViewParts parts;
  private final Sources sources;
  private final ReadPattern reader;
  private ProcessorContext<byte[], byte[]> context;
  private DeadLetterSink deadLetters;
  private PatternView view;
  private Cancellable review;

  MergePatterns(ViewParts parts) {
    this.parts = parts;
    this.sources = parts.sources();
    this.reader = parts.patterns();
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> initialised) {
    context = initialised;
    deadLetters = new DeadLetterSink(Sinks.DEAD_PATTERNS, context, parts.meters());
    view = new PatternView(PatternRows.of(context), reader, parts);
    review = context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, this::review);
  }

  private void review(long now) {
    review.cancel();
    view.review().forEach(shown -> show(shown, now));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    var source = sources.region(context.recordMetadata().orElseThrow().topic());
    var input = reader.read(source, record.key(), record.value());
    if (input instanceof Dead dead) {
      deadLetters.put(record, dead.reason(), dead.message());
    } else if (input instanceof Gone gone) {
      show(view.forget(source, gone.name()), record);
    } else if (input instanceof Known known) {
      show(view.accept(source, known.name(), known.revision(), record.value()), record);
    }
  }

  private void show(Optional<Shown> shown, Record<byte[], byte[]> cause) {
    shown.ifPresent(change -> show(change, cause.timestamp()));
  }

  private void show(Shown shown, long at) {
    if (shown.lower()) {
      context.forward(new Record<>(shown.name().getBytes(UTF_8), null, at), Sinks.VIEW);
    }
    context.forward(
        new Record<>(shown.name().getBytes(UTF_8), shown.value().orElse(null), at), Sinks.VIEW);
  }
}
