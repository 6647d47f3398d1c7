package dev.parallax.replicator.mirror;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * Bytes of values that a flow has read for copying, over all instances of MirrorMaker since this
 * process started. MirrorMaker makes the {@link Reporter}, so that this has to be found by name.
 */
final class CopiedBytes {

  /** Property of the connector that tells a reporter its flow. */
  static final String FLOW = "parallax.flow";

  private static final Map<String, CopiedBytes> BY_FLOW = new ConcurrentHashMap<>();

  private final Set<KafkaMetric> counting = ConcurrentHashMap.newKeySet();
  private final DoubleAdder ended = new DoubleAdder();

  private CopiedBytes() {}

  /** Those of this flow. */
  static CopiedBytes of(String flow) {
    return BY_FLOW.computeIfAbsent(flow, unused -> new CopiedBytes());
  }

  /** Until now. */
  double total() {
    return ended.sum() + counting.stream().mapToDouble(CopiedBytes::value).sum();
  }

  private void begin(KafkaMetric metric) {
    counting.add(metric);
  }

  private void end(KafkaMetric metric) {
    if (counting.remove(metric)) {
      ended.add(value(metric));
    }
  }

  private static double value(KafkaMetric metric) {
    return metric.metricValue() instanceof Double value ? value : 0;
  }

  /** {@code metric.reporters} of the connector. */
  public static final class Reporter implements MetricsReporter {
    private static final String BYTES = "byte-count";

    private final Set<KafkaMetric> mine = ConcurrentHashMap.newKeySet();
    private CopiedBytes bytes = CopiedBytes.of("");

    @Override
    public void configure(Map<String, ?> properties) {
      bytes = CopiedBytes.of(String.valueOf(properties.get(FLOW)));
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
      metrics.forEach(this::metricChange);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
      if (metric.metricName().name().equals(BYTES)) {
        mine.add(metric);
        bytes.begin(metric);
      }
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
      if (mine.remove(metric)) {
        bytes.end(metric);
      }
    }

    @Override
    public void close() {
      mine.forEach(bytes::end);
      mine.clear();
    }
  }
}
