package dev.parallax.runtime.input;

import static dev.parallax.runtime.input.RequestRecords.accepted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parallax.core.config.InputLimits;
import dev.parallax.core.routing.Value;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import java.math.BigDecimal;
import java.util.HashMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RequestReaderPropertyTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String[] PATHS = {"a", "b", "a.a", "a.b", "b.a", "a.b.a", "c"};

  private final RequestRecords records = new RequestRecords(new InputLimits(10_000, 20));

  @Property
  void neverThrowsForWhateverBytes(@ForAll byte[] key, @ForAll byte[] value) {
    assertThat(records.read(key, value, PATHS)).isNotNull();
  }

  @Property
  void neverThrowsForWhateverFollowsAValidHeader(@ForAll byte[] rest) {
    var value = new byte[rest.length + 5];
    System.arraycopy(records.avro(RequestRecords.request("e", "{}")), 0, value, 0, 5);
    System.arraycopy(rest, 0, value, 5, rest.length);

    assertThat(records.read(null, value, PATHS)).isNotNull();
  }

  @Property
  void neverThrowsForWhateverLooksLikeJson(@ForAll("scraps") String scraps) {
    assertThat(records.readJson("{" + scraps, PATHS)).isNotNull();
    assertThat(records.read(RequestRecords.request("e", scraps), PATHS)).isNotNull();
  }

  @Property
  void neverThrowsForARequestWithOneByteChanged(
      @ForAll("requests") ExecutionRequest request, @ForAll int place, @ForAll byte changed)
      throws JsonProcessingException {
    for (var value : new byte[][] {records.avro(builder(request)), json(request, true)}) {
      value[Math.floorMod(place, value.length)] = changed;
      assertThat(records.read(null, value, PATHS)).isNotNull();
    }
  }

  @Property
  void readsAvroAndBothFormsOfJsonAlike(@ForAll("requests") ExecutionRequest request)
      throws JsonProcessingException {
    var avro = accepted(records.read(builder(request), PATHS));

    assertThat(records.read(null, json(request, true), PATHS)).isEqualTo(avro);
    assertThat(records.read(null, json(request, false), PATHS)).isEqualTo(avro);
    assertThat(avro.event()).isEqualTo(request);
  }

  @Property
  void keepsWhatATreeHoldsAtThePaths(@ForAll("inputs") String input)
      throws JsonProcessingException {
    var kept =
        accepted(records.read(RequestRecords.request("e", input), PATHS))
            .request()
            .input()
            .values();

    var tree = JSON.readTree(input);
    var expected = new HashMap<String, Value>();
    for (var path : PATHS) {
      var found = at(path, tree);
      if (found != null) {
        expected.put(path, value(found));
      }
    }
    assertThat(kept).isEqualTo(expected);
  }

  @Property
  void hashesInputsAlikeHoweverTheyAreSpaced(@ForAll("inputs") String input)
      throws JsonProcessingException {
    var spaced = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(input));

    // The printer writes numbers its own way; strings and structure are the same.
    var plain = JSON.writeValueAsString(JSON.readTree(input));
    assertThat(hash(spaced)).isEqualTo(hash(plain));
    assertThat(hash("[" + plain + "]")).isNotEqualTo(hash(plain));
  }

  private String hash(String input) {
    return accepted(records.read(RequestRecords.request("e", input))).contentHash();
  }

  private static JsonNode at(String path, JsonNode tree) {
    var node = tree;
    for (var key : path.split("\\.", -1)) {
      node = node != null && node.isObject() ? node.get(key) : null;
    }
    return node;
  }

  private static Value value(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> new Value.Text(node.textValue());
      case NUMBER -> new Value.Num(new BigDecimal(node.asText()));
      case BOOLEAN -> new Value.Bool(node.booleanValue());
      case NULL -> new Value.Null();
      default -> new Value.Composite(node.isEmpty());
    };
  }

  /** The request as JSON; its input as it is, or within a string. */
  private static byte[] json(ExecutionRequest request, boolean inputAsItIs)
      throws JsonProcessingException {
    ObjectNode json = NODES.objectNode();
    json.put("requestedAt", request.getRequestedAt());
    // A string that stands there as it is would be taken for the text of the input.
    if (inputAsItIs && !request.getInput().startsWith("\"")) {
      json.putRawValue("input", new RawValue(request.getInput()));
    } else {
      json.put("input", request.getInput());
    }
    json.put("executionId", request.getExecutionId());
    json.put("pattern", request.getPattern());
    json.set("capabilities", JSON.valueToTree(request.getCapabilities()));
    json.put("originRegion", request.getOriginRegion());
    json.put("priority", request.getPriority());
    json.set("metadata", JSON.valueToTree(request.getMetadata()));
    json.put("deadline", request.getDeadline());
    json.set("options", options(request.getOptions()));
    return JSON.writeValueAsString(json).getBytes(UTF_8);
  }

  private static JsonNode options(ExecutionOptions options) {
    return options == null
        ? NODES.nullNode()
        : NODES
            .objectNode()
            .put("timeoutMs", options.getTimeoutMs())
            .put("retries", options.getRetries())
            .put("includeVotes", options.getIncludeVotes());
  }

  private static ExecutionRequest.Builder builder(ExecutionRequest request) {
    return ExecutionRequest.newBuilder(request);
  }

  @Provide
  Arbitrary<ExecutionRequest> requests() {
    return RequestArbitraries.requests();
  }

  @Provide
  Arbitrary<String> inputs() {
    return RequestArbitraries.inputs();
  }

  @Provide
  Arbitrary<String> scraps() {
    return RequestArbitraries.scraps();
  }
}
