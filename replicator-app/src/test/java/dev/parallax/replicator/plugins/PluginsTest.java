package dev.parallax.replicator.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.mirror.ConfigPropertyFilter;
import org.apache.kafka.connect.mirror.TopicFilter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.Test;

class PluginsTest {
  private static final String COPY = "us-east-1.mirror.parallax.patterns";

  /** As Connect finds them: predicates by their manifest, filters by their names. */
  @Test
  void connectFindsThem() throws ClassNotFoundException {
    assertThat(ServiceLoader.load(Predicate.class).stream().map(ServiceLoader.Provider::type))
        .contains(ExcludedName.class);
    assertThat(
            Utils.newInstance(
                "dev.parallax.replicator.plugins.ParallaxTopicFilter", TopicFilter.class))
        .isInstanceOf(ParallaxTopicFilter.class);
    assertThat(
            Utils.newInstance(
                "dev.parallax.replicator.plugins.SyncedSettings", ConfigPropertyFilter.class))
        .isInstanceOf(SyncedSettings.class);
  }

  @Test
  void aFilterThatIsNotConfiguredCopiesNothing() {
    assertThat(new ParallaxTopicFilter().shouldReplicateTopic("orders")).isFalse();
  }

  @Test
  void copiesTheTopicsThatAreNamedAndNotExcluded() {
    var filter = new ParallaxTopicFilter();
    filter.configure(
        Map.of(
            ParallaxTopicFilter.PREFIX,
            "parallax.",
            ParallaxTopicFilter.TOPICS,
            "parallax.patterns",
            ParallaxTopicFilter.GLOBS,
            "orders-*,dev-*,*",
            ParallaxTopicFilter.EXCLUDE,
            "dev-*,test-*"));

    assertThat(
            Stream.of(
                    "parallax.patterns",
                    "orders-1",
                    "dev-x",
                    "parallax.test-y",
                    "us-east-1.mirror.orders-1",
                    "__consumer_offsets")
                .filter(filter::shouldReplicateTopic))
        .containsExactly("parallax.patterns", "orders-1");
  }

  @Test
  void excludesAndCountsRecordsOfExcludedPatternsInTheTopicsOfPatternsOnly() {
    var predicate = new ExcludedName<SourceRecord>();
    predicate.configure(
        Map.of(
            ExcludedName.EXCLUDE, "dev-*,test-*",
            ExcludedName.TOPICS, COPY,
            ExcludedName.COUNT_AS, "excludesAndCounts"));

    assertThat(
            Stream.of(
                    record(COPY, "dev-x"),
                    record(COPY, "gdpr-compliant-analysis"),
                    record("us-east-1.mirror.orders", "dev-x"),
                    record(COPY, null))
                .map(predicate::test))
        .containsExactly(true, false, false, false);
    assertThat(Excluded.of("excludesAndCounts").records()).isEqualTo(1);
  }

  @Test
  void aCopyFollowsItsSourceInWhatBelongsToTheRecords() {
    var settings = new SyncedSettings();

    assertThat(
            Stream.of(
                    "cleanup.policy",
                    "retention.ms",
                    "retention.bytes",
                    "segment.ms",
                    "max.message.bytes",
                    "min.cleanable.dirty.ratio",
                    "delete.retention.ms",
                    "message.timestamp.type",
                    "min.insync.replicas",
                    "follower.replication.throttled.replicas")
                .filter(settings::shouldReplicateConfigProperty))
        .containsExactlyElementsOf(
            List.of(
                "cleanup.policy",
                "retention.ms",
                "retention.bytes",
                "segment.ms",
                "max.message.bytes",
                "min.cleanable.dirty.ratio",
                "delete.retention.ms"));
  }

  private static SourceRecord record(String topic, String key) {
    return new SourceRecord(
        Map.of(), Map.of(), topic, 0, null, key == null ? null : key.getBytes(UTF_8), null, null);
  }
}
