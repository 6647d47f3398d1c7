package dev.parallax.schemas;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.HeartbeatStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;

/** Records for tests: one by hand, the others at random by their schemas. */
final class Records {
  /** Every class that is the value of a topic. */
  static final List<Class<? extends SpecificRecord>> TYPES =
      topics()
          .flatMap(topic -> topic.value().stream())
          .distinct()
          .<Class<? extends SpecificRecord>>map(Records::type)
          .toList();

  private Records() {}

  private static Stream<TopicSpec> topics() {
    var catalogue = new TopicCatalogue("", 1);
    var peers = List.of("eu-west-1");
    return Stream.of(
            catalogue.all(List.of("us-east-1")),
            catalogue.replication(List.of()),
            catalogue.federation("us-east-1", peers))
        .flatMap(List::stream);
  }

  private static Class<? extends SpecificRecord> type(Schema schema) {
    try {
      return Class.forName(schema.getFullName()).asSubclass(SpecificRecord.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  static AgentHeartbeat heartbeat() {
    return AgentHeartbeat.newBuilder()
        .setAgentId("a-1")
        .setIncarnation("i")
        .setPartition(3)
        .setRegion("us-east-1")
        .setCapabilities(List.of("x"))
        .setStatus(HeartbeatStatus.DRAINING)
        .setLoad(0.5)
        .setMaxConcurrency(4)
        .setInFlight(2)
        .setSentAt(1_000)
        .build();
  }

  /** A random value of this schema in Avro binary, without header. */
  static byte[] randomBinary(Schema schema, long seed) {
    var value = new RandomData(schema, 1, seed).iterator().next();
    return binary(schema, value);
  }

  static byte[] binary(Schema schema, Object value) {
    var bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<>(schema).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] withHeader(int id, byte[] binary) {
    return ByteBuffer.allocate(5 + binary.length).put((byte) 0).putInt(id).put(binary).array();
  }
}
