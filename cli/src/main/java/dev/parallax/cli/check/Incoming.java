package dev.parallax.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param record its fields, as far as anything here depends on them
 * @param input its input (see {@link PlainJson}); absent if that is no JSON
 */
record Incoming(ExecutionRequest record, Optional<Object> input) {

  static Incoming of(ExecutionRequest record) {
    return new Incoming(record, PlainJson.parse(record.getInput()));
  }

  /** Whether the bytes are meant as JSON, and not as Avro. */
  static boolean isJson(byte[] value) {
    return new String(value, UTF_8).stripLeading().startsWith("{");
  }

  /** A request that was written as JSON; empty if it is none. */
  static Optional<Incoming> ofJson(byte[] value) {
    return PlainJson.parse(new String(value, UTF_8))
        .filter(PlainJson.Members.class::isInstance)
        .map(json -> ofJson((PlainJson.Members) json));
  }

  private static Incoming ofJson(PlainJson.Members json) {
    var record = new ExecutionRequest();
    record.setExecutionId(text(json, "executionId"));
    record.setPattern(text(json, "pattern"));
    record.setOriginRegion(text(json, "originRegion"));
    record.setPriority(text(json, "priority"));
    record.setMetadata(texts(json, "metadata"));
    record.setCapabilities(List.of());
    record.setInput("{}");
    number(json, "deadline").ifPresent(at -> record.setDeadline(at.longValue()));
    record.setOptions(options(json));
    var input = value(json, "input").orElseGet(() -> new PlainJson.Members(new ArrayList<>()));
    return new Incoming(
        record, input instanceof String quoted ? PlainJson.parse(quoted) : Optional.of(input));
  }

  private static ExecutionOptions options(PlainJson.Members json) {
    var options = new ExecutionOptions();
    if (value(json, "options").orElse(null) instanceof PlainJson.Members given) {
      number(given, "timeoutMs").ifPresent(time -> options.setTimeoutMs(time.longValue()));
      number(given, "retries").ifPresent(count -> options.setRetries(count.intValue()));
    }
    return options;
  }

  private static Optional<Object> value(PlainJson.Members json, String name) {
    return json.all().stream()
        .filter(member -> member.name().equals(name))
        .map(PlainJson.Member::value)
        .findFirst();
  }

  private static String text(PlainJson.Members json, String name) {
    return value(json, name).orElse(null) instanceof String text ? text : null;
  }

  private static Optional<BigDecimal> number(PlainJson.Members json, String name) {
    return value(json, name).filter(BigDecimal.class::isInstance).map(BigDecimal.class::cast);
  }

  private static Map<String, String> texts(PlainJson.Members json, String name) {
    var texts = new HashMap<String, String>();
    if (value(json, name).orElse(null) instanceof PlainJson.Members members) {
      members.all().forEach(member -> texts.put(member.name(), String.valueOf(member.value())));
    }
    return texts;
  }
}
