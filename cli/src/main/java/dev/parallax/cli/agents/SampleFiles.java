package dev.parallax.cli.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The files of {@code samples/}: one request in JSON a line, as the requests topic takes it. */
final class SampleFiles {
  /** Those whose requests end COMPLETED. */
  static final List<String> ANSWERED =
      List.of("classification", "moderation", "fraud", "language", "documents");

  private static final ObjectMapper JSON = new ObjectMapper();

  private SampleFiles() {}

  static List<SampleRequest> answered() {
    return ANSWERED.stream().flatMap(file -> read(file).stream()).toList();
  }

  static List<SampleRequest> read(String file) {
    var resource = "samples/" + file + ".jsonl";
    try (var in =
            Objects.requireNonNull(SampleFiles.class.getResourceAsStream(resource), resource);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      var requests = new ArrayList<SampleRequest>();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        requests.add(request(JSON.readTree(line)));
      }
      return List.copyOf(requests);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  private static SampleRequest request(JsonNode line) {
    return new SampleRequest(
        line.required("metadata").required("sample").textValue(),
        line.required("pattern").textValue(),
        line.required("input").toString(),
        line.required("originRegion").textValue());
  }
}
