package dev.parallax.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Tasks and decisions as Flink's sink writes them: topic, partition, key and value. One sink for
 * all topics, so that there is one transaction for all of them.
 */
final class WriteAnswers
    implements KafkaRecordSerializationSchema<Tuple4<String, Integer, byte[], byte[]>>,
        KafkaDatasetFacetProvider {
  /** The partition follows from the key. */
  private static final int BY_KEY = -1;

  static final TypeInformation<Tuple4<String, Integer, byte[], byte[]>> TYPE =
      Types.TUPLE(
          Types.STRING,
          Types.INT,
          Types.PRIMITIVE_ARRAY(Types.BYTE),
          Types.PRIMITIVE_ARRAY(Types.BYTE));

  private static final long serialVersionUID = 1;

  private final ArrayList<String> topics;

  /**
   * @param topics all that it may write to
   */
  WriteAnswers(List<String> topics) {
    this.topics = new ArrayList<>(topics);
  }

  /** Flink looks for transactions that an earlier run left open there. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    var identifier = DefaultKafkaDatasetIdentifier.ofTopics(topics);
    return Optional.of(new DefaultKafkaDatasetFacet(identifier));
  }

  static Tuple4<String, Integer, byte[], byte[]> outgoing(ProducerRecord<byte[], byte[]> record) {
    int partition = record.partition() == null ? BY_KEY : record.partition();
    return Tuple4.of(record.topic(), partition, record.key(), record.value());
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Tuple4<String, Integer, byte[], byte[]> record, KafkaSinkContext context, Long timestamp) {
    var partition = record.f1 == BY_KEY ? null : record.f1;
    return new ProducerRecord<>(record.f0, partition, record.f2, record.f3);
  }
}
