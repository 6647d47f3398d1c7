package dev.parallax.runtime.ops;

import java.util.List;

/**
 * Which metrics of Kafka's clients and streams are worth a series for each client, broker, thread
 * and partition. Left out is what is derived from another one (a rate is one of its total) or of
 * use to the authors of the network layer only; that halves what is scraped.
 */
final class KafkaMetricNames {

  private static final String PREFIX = "kafka.";
  private static final String RATE = ".rate";
  private static final List<String> NOISE =
      List.of(".admin.", ".node.", "authentication", ".io.", ".select.", ".app.info.");

  private KafkaMetricNames() {}

  /**
   * Whether a metric is left out.
   *
   * @param name as Micrometer spells it, such as {@code kafka.consumer.io.ratio}
   */
  static boolean isNoise(String name) {
    return name.startsWith(PREFIX)
        && (name.endsWith(RATE) || NOISE.stream().anyMatch(name::contains));
  }
}
