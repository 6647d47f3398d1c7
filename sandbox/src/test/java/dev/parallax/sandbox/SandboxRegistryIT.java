package dev.parallax.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxRegistryIT {
  private static final String ONE = record("{\\\"name\\\":\\\"a\\\",\\\"type\\\":\\\"string\\\"}");
  private static final String OTHER = record("{\\\"name\\\":\\\"a\\\",\\\"type\\\":\\\"int\\\"}");

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void refusesAnIncompatibleSchema() throws Exception {
    var registry = SharedRegistry.get();
    assertThat(register(registry, "compat-value", ONE).statusCode()).isEqualTo(200);
    assertThat(register(registry, "compat-value", OTHER).statusCode()).isEqualTo(409);
  }

  @Test
  void keepsItsIdsAndItsPortWhenItIsKilled(@TempDir Path directory) throws Exception {
    var options = SandboxRegistry.Options.defaults().dataDirectory(directory);
    try (var registry = SandboxRegistry.start(options)) {
      var url = registry.url();
      var first = register(registry, "kept-value", ONE).body();

      registry.kill();
      assertThat(LoopbackPorts.answers(url.getPort())).isFalse();
      registry.start();

      assertThat(registry.url()).isEqualTo(url);
      assertThat(register(registry, "kept-value", ONE).body()).isEqualTo(first);
      assertThat(register(registry, "new-value", OTHER).body()).isNotEqualTo(first);
    }
    assertThat(directory.resolve("registry.log")).isNotEmptyFile();
  }

  private HttpResponse<String> register(SandboxRegistry registry, String subject, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static String record(String field) {
    return "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":["
        + field
        + "]}\"}";
  }
}
