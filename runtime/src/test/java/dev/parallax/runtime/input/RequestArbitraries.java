package dev.parallax.runtime.input;

import static dev.parallax.runtime.input.RequestRecords.APPENDED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Valid requests and inputs of every shape, and what only looks like one. */
final class RequestArbitraries {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RequestArbitraries() {}

  static Arbitrary<ExecutionRequest> requests() {
    var fields =
        Combinators.combine(
                names().injectNull(0.2),
                names().injectNull(0.2),
                names().list().ofMaxSize(3),
                inputs(),
                names().injectNull(0.5),
                texts().ofMaxLength(20).injectNull(0.5),
                Arbitraries.maps(names(), texts().ofMaxLength(20)).ofMaxSize(3))
            .as(
                (id, pattern, capabilities, input, origin, priority, metadata) ->
                    ExecutionRequest.newBuilder()
                        .setExecutionId(id)
                        .setPattern(pattern)
                        .setCapabilities(capabilities)
                        .setInput(input)
                        .setOriginRegion(origin)
                        .setPriority(priority)
                        .setMetadata(metadata)
                        .build());
    return Combinators.combine(fields, deadlines(), options(), Arbitraries.longs().injectNull(0.5))
        .as(
            (request, deadline, options, requestedAt) ->
                ExecutionRequest.newBuilder(request)
                    .setDeadline(deadline)
                    .setOptions(options)
                    .setRequestedAt(requestedAt)
                    .build());
  }

  private static Arbitrary<Long> deadlines() {
    return Arbitraries.longs().lessOrEqual(APPENDED + 3_600_000).injectNull(0.5);
  }

  private static Arbitrary<ExecutionOptions> options() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 100_000).injectNull(0.3),
            Arbitraries.integers().between(0, 3).injectNull(0.3),
            Arbitraries.of(true, false))
        .as(ExecutionOptions::new)
        .injectNull(0.3);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .withChars('\u00e9', '\u20ac')
        .ofMinLength(1)
        .ofMaxLength(12);
  }

  /** Half of a surrogate pair has no UTF-8. */
  private static StringArbitrary texts() {
    return Arbitraries.strings()
        .withCharRange('\u0000', '\u00ff')
        .withCharRange('\u2000', '\u2fff')
        .withChars('"', '\\', '/', '\n');
  }

  /** JSON texts with few keys, so that paths lead somewhere, and without a key twice. */
  static Arbitrary<String> inputs() {
    return nodes(3).map(JsonNode::toString);
  }

  private static Arbitrary<JsonNode> nodes(int depth) {
    Arbitrary<JsonNode> scalars =
        Arbitraries.oneOf(
            texts().ofMaxLength(8).map(NODES::textNode),
            Arbitraries.bigDecimals().map(NODES::numberNode).map(JsonNode.class::cast),
            Arbitraries.longs().map(NODES::numberNode),
            Arbitraries.of(true, false).map(NODES::booleanNode),
            Arbitraries.just(NODES.nullNode()));
    if (depth == 0) {
      return scalars;
    }
    var inner = nodes(depth - 1);
    Arbitrary<JsonNode> arrays =
        inner.list().ofMaxSize(3).map(list -> NODES.arrayNode().addAll(list));
    Arbitrary<JsonNode> objects =
        Arbitraries.maps(Arbitraries.of("a", "b", "c", "a.b", ""), inner)
            .ofMaxSize(4)
            .map((Map<String, JsonNode> map) -> NODES.objectNode().setAll(map));
    return Arbitraries.frequencyOf(Tuple.of(1, scalars), Tuple.of(1, arrays), Tuple.of(3, objects));
  }

  static Arbitrary<String> scraps() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\\u",
            "d800",
            " ",
            "\n",
            "\"a\":",
            "\"b\":",
            "\"input\":",
            "\"options\":",
            "\"metadata\":",
            "\"executionId\":",
            "\"capabilities\":",
            "null",
            "true",
            "-",
            "0",
            "1",
            "9",
            ".",
            "e",
            "E9",
            "999999999",
            "\"x\"",
            "\u0000",
            "\ud83d\ude00",
            "{}",
            "[]")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }
}
