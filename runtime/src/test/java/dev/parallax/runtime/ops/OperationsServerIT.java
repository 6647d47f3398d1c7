package dev.parallax.runtime.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.runtime.fault.KnownFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationsServerIT {

  private static final WellKnown WELL_KNOWN =
      new WellKnown(
          "kafka:9092",
          List.of(URI.create("http://registry:8081")),
          "parallax.",
          12,
          "us-east-1",
          List.of("us-east-1", "eu-west-1"),
          10_000);

  private final Readiness readiness = new Readiness();
  private final Meters meters = new Meters(List.of("us-east-1"), Set.of(), "c0ffee123456");
  private final OperationsServer server =
      OperationsServer.start(at(0), readiness, meters, WELL_KNOWN, none -> {});

  @AfterEach
  void close() {
    server.close();
    meters.close();
  }

  @Test
  void answersForThisProcessOnly() throws Exception {
    assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"live\",\"reasons\":[]}");
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);

    readiness.check("broker", () -> Optional.of("Kafka does not answer"));
    var notReady = get("/health/ready");
    assertThat(notReady.statusCode()).isEqualTo(503);
    assertThat(notReady.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(notReady.body())
        .isEqualTo(
            "{\"status\":\"not ready\",\"reasons\":[{\"check\":\"broker\",\"message\":\"Kafka does not answer\"}]}");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void showsMetricsInPrometheusTextFormat() throws Exception {
    var metrics = get("/metrics");
    assertThat(metrics.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(metrics.body()).contains("parallax_config_info{hash=\"c0ffee123456\"} 1");
  }

  @Test
  void tellsAgentsWhereTheirClusterIs() throws Exception {
    assertThat(get("/.well-known/parallax").body())
        .isEqualTo(
            "{\"bootstrapServers\":\"kafka:9092\",\"schemaRegistryUrls\":[\"http://registry:8081\"],"
                + "\"topicPrefix\":\"parallax.\",\"partitions\":12,\"currentRegion\":\"us-east-1\","
                + "\"regions\":[\"us-east-1\",\"eu-west-1\"],\"agentHeartbeatMs\":10000}");
  }

  @Test
  void knowsNothingElse() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
  }

  @Test
  void saysThatItsPortIsTaken() {
    assertThatThrownBy(
            () ->
                OperationsServer.start(
                    at(server.port()), readiness, meters, WELL_KNOWN, none -> {}))
        .isInstanceOf(KnownFault.class)
        .hasMessage(
            "cannot bind the operations server to 127.0.0.1:%d: Address already in use; choose another address by --bind and --port (0 = any free port)",
            server.port());
  }

  private static OperationsServer.Address at(int port) {
    return new OperationsServer.Address("127.0.0.1", port, OperationsSecurity.OPEN);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(server.uri().resolve(path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
