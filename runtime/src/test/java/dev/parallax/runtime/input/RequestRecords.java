package dev.parallax.runtime.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.Agents;
import dev.parallax.core.config.ControlPlane;
import dev.parallax.core.config.Executions;
import dev.parallax.core.config.FailoverPolicy;
import dev.parallax.core.config.HealthCheck;
import dev.parallax.core.config.InputLimits;
import dev.parallax.core.config.Kafka;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Region;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Routing;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.config.Topics;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroEncoder;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Records of the requests topic, and one reader that reads them all from the same place. */
final class RequestRecords {
  static final long APPENDED = 1_700_000_000_000L;
  static final Provenance FROM = new Provenance("parallax.requests", 3, 42, APPENDED);
  static final String PLACE = "parallax.requests-3-42";
  static final InputLimits LIMITS = new InputLimits(1_000, 8);

  private final AvroCodecs codecs = new AvroCodecs(new InMemorySchemaRegistry());
  private final AvroEncoder<ExecutionRequest> encoder =
      codecs.encoder("parallax.requests", ExecutionRequest.class);
  private final RequestReader reader;

  RequestRecords() {
    this(LIMITS);
  }

  RequestRecords(InputLimits limits) {
    reader = new RequestReader(codecs.decoder(ExecutionRequest.class), config(limits));
  }

  /** Timeout 30 s, no retries, hold 10 s, idempotence 1 h. */
  static ParallaxConfig config(InputLimits limits) {
    return new ParallaxConfig(
        List.of(new Region("us-east-1", "us-east-1", Optional.empty(), true, false)),
        new ControlPlane(ControlPlane.Mode.GLOBAL, "us-east-1", List.of("us-east-1")),
        new Kafka("localhost:9092", Map.of()),
        SchemaRegistry.open(List.of(URI.create("http://localhost:8081"))),
        new Topics("parallax.", 12, -1),
        new Agents(Duration.ofSeconds(10), Duration.ofSeconds(30)),
        new HealthCheck(Duration.ofSeconds(10), Duration.ofSeconds(5), 3, 2),
        new Executions(Duration.ofSeconds(30), 0, Duration.ofHours(1)),
        limits,
        new Routing(
            new Strategy.Latency(Optional.empty(), Duration.ZERO, Optional.empty(), List.of()),
            true,
            Residency.NONE,
            Duration.ofSeconds(10),
            100),
        new FailoverPolicy(
            FailoverPolicy.Mode.NONE,
            true,
            Duration.ofSeconds(300),
            true,
            Duration.ofSeconds(300),
            Duration.ZERO,
            new FailoverPolicy.Triggers(
                OptionalInt.empty(),
                OptionalDouble.empty(),
                1,
                Duration.ofMinutes(1),
                Optional.empty())));
  }

  AvroCodecs codecs() {
    return codecs;
  }

  /** A request with nothing but an id and an input. */
  static ExecutionRequest.Builder request(String id, String input) {
    return ExecutionRequest.newBuilder().setExecutionId(id).setInput(input);
  }

  byte[] avro(ExecutionRequest.Builder request) {
    return encoder.encode(request.build());
  }

  ParsedRequest read(ExecutionRequest.Builder request, String... paths) {
    return read(null, avro(request), paths);
  }

  ParsedRequest readJson(String json, String... paths) {
    return read(null, json.getBytes(UTF_8), paths);
  }

  ParsedRequest read(byte[] key, byte[] value, String... paths) {
    return reader.read(key, value, FROM, APPENDED, Set.of(paths));
  }

  static ParsedRequest.Accepted accepted(ParsedRequest parsed) {
    if (parsed instanceof ParsedRequest.Accepted accepted) {
      return accepted;
    }
    throw new AssertionError("not accepted: " + parsed);
  }

  static ParsedRequest.Refused refused(ParsedRequest parsed) {
    if (parsed instanceof ParsedRequest.Refused refused) {
      return refused;
    }
    throw new AssertionError("not refused: " + parsed);
  }
}
