package dev.parallax.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Requests on their way through Flink: key, value, partition, offset and timestamp. */
final class ReadRequests
    implements KafkaRecordDeserializationSchema<Tuple5<String, byte[], Integer, Long, Long>> {
  private static final long serialVersionUID = 1;

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record,
      Collector<Tuple5<String, byte[], Integer, Long, Long>> out) {
    out.collect(
        Tuple5.of(
            new String(record.key(), UTF_8),
            record.value(),
            record.partition(),
            record.offset(),
            record.timestamp()));
  }

  @Override
  public TypeInformation<Tuple5<String, byte[], Integer, Long, Long>> getProducedType() {
    return Types.TUPLE(
        Types.STRING, Types.PRIMITIVE_ARRAY(Types.BYTE), Types.INT, Types.LONG, Types.LONG);
  }
}
