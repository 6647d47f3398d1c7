package dev.parallax.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.TaskResult;
import dev.parallax.sandbox.SharedRegistry;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.RegistryException;
import dev.parallax.schemas.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ours against Confluent's own client and another Avro, on a real registry. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RegistryOracleIT {
  private final String topic = "oracle-" + UUID.randomUUID();
  private final String subject = topic + "-value";
  private SchemaRegistryClient ours;
  private CachedSchemaRegistryClient theirs;
  private AvroCodecs codecs;

  @BeforeEach
  void connect() {
    ours = SchemaRegistryClient.builder(List.of(SharedRegistry.get().url())).build();
    theirs = new CachedSchemaRegistryClient(SharedRegistry.get().url().toString(), 100);
    codecs = new AvroCodecs(ours);
  }

  @AfterEach
  void close() throws IOException {
    theirs.close();
    ours.close();
  }

  @Test
  void theyReadWhatWeWrite() throws Exception {
    var bytes = codecs.encoder(topic, ExecutionRequest.class).encode(request());

    var read = theirRecord(bytes);

    assertThat(read.getSchema().getFullName()).isEqualTo("dev.parallax.events.ExecutionRequest");
    assertThat(read.toString())
        .isEqualTo(request().toString())
        .contains("\"executionId\": \"e-1\"", "grüße", "\"timeoutMs\": 1000");
  }

  @Test
  void weReadWhatTheyWriteWithTheSameFile() throws Exception {
    var schema = new AvroSchema(plain(ExecutionRequest.getClassSchema()));
    int id = theirs.register(subject, schema);
    var record = theirRecord(codecs.encoder(topic, ExecutionRequest.class).encode(request()));

    var bytes = theirBytes(id, record);

    assertThat(codecs.decoder(ExecutionRequest.class).decode(bytes)).isEqualTo(request());
  }

  @Test
  void theSameFileHasTheSameIdWhoeverRegistersIt() throws Exception {
    int id = codecs.encoder(topic, TaskResult.class).prepare();
    var schema = new AvroSchema(plain(TaskResult.getClassSchema()));

    assertThat(theirs.register(subject, schema)).isEqualTo(id);
    assertThat(theirs.getId(subject, schema)).isEqualTo(id);
    assertThat(AvroCodecs.lookingUp(ours).encoder(topic, TaskResult.class).prepare()).isEqualTo(id);
  }

  @Test
  void bothAreRefusedAnIncompatibleSchema() throws Exception {
    codecs.encoder(topic, TaskResult.class).prepare();
    var incompatible =
        "{\"type\":\"record\",\"name\":\"TaskResult\",\"namespace\":\"dev.parallax.events\","
            + "\"fields\":[{\"name\":\"extra\",\"type\":\"string\"}]}";

    assertThatThrownBy(() -> theirs.register(subject, new AvroSchema(incompatible)))
        .isInstanceOfSatisfying(
            RestClientException.class, e -> assertThat(e.getStatus()).isEqualTo(409));
    assertThatThrownBy(() -> ours.register(subject, new Schema.Parser().parse(incompatible)))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.kind()).isEqualTo(RegistryException.Kind.INCOMPATIBLE));
  }

  @Test
  void bothMissAnUnknownIdAndAnUnknownSubject() {
    assertThatThrownBy(() -> theirs.getSchemaById(987_654))
        .isInstanceOfSatisfying(
            RestClientException.class, e -> assertThat(e.getErrorCode()).isEqualTo(40403));
    assertThatThrownBy(() -> ours.schemaById(987_654))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.kind()).isEqualTo(RegistryException.Kind.NOT_FOUND));
    assertThatThrownBy(() -> ours.lookup("nobody", TaskResult.getClassSchema()))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.kind()).isEqualTo(RegistryException.Kind.NOT_FOUND));
  }

  private static ExecutionRequest request() {
    return ExecutionRequest.newBuilder()
        .setExecutionId("e-1")
        .setPattern("content-classifier")
        .setCapabilities(List.of("classification"))
        .setInput("{\"text\":\"grüße\"}")
        .setMetadata(Map.of("team", "red"))
        .setOptions(dev.parallax.events.ExecutionOptions.newBuilder().setTimeoutMs(1_000L).build())
        .build();
  }

  private static String plain(Schema schema) {
    return schema
        .toString()
        .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
        .replace(",\"avro.java.string\":\"String\"", "");
  }

  private GenericRecord theirRecord(byte[] bytes) throws Exception {
    var header = ByteBuffer.wrap(bytes);
    assertThat(header.get()).isZero();
    var schema = ((AvroSchema) theirs.getSchemaById(header.getInt())).rawSchema();
    var decoder = DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null);
    return new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
  }

  private static byte[] theirBytes(int id, GenericRecord record) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    var encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
