package dev.parallax.runtime.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.runtime.ops.LogKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.event.KeyValuePair;

/** Lines as the configuration that all apps log by makes them. */
class LogLinesTest {
  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void fieldsFollowTheMessageInText() throws JoranException {
    assertThat(line("text", "Routed", field(LogKeys.EXECUTION, "e-1"), field(LogKeys.REGION, "eu")))
        .isEqualTo("2026-01-01T00:00:00.000Z INFO  Example: Routed execution=e-1 region=eu\n");
    assertThat(line("text", "Ready")).isEqualTo("2026-01-01T00:00:00.000Z INFO  Example: Ready\n");
  }

  /** What others wrote into a record must not look like a line of the app. */
  @Test
  void aMessageIsOneLineInText() throws JoranException {
    assertThat(line("text", "by ann\r\n2026 ERROR forged", field(LogKeys.REGION, "e\nu")))
        .isEqualTo("2026-01-01T00:00:00.000Z INFO  Example: by ann 2026 ERROR forged region=e u\n");
  }

  @Test
  void fieldsAreKeysInJson() throws Exception {
    var line = line("json", "by \"ann\"\n", field(LogKeys.EXECUTION, "e-1"), field("region", "eu"));

    assertThat(line).endsWith("}\n").doesNotContain("\n{");
    var json = json(line);
    assertThat(json.path("level").asText()).isEqualTo("INFO");
    assertThat(json.path("formattedMessage").asText()).isEqualTo("by \"ann\"\n");
    assertThat(fields(json)).isEqualTo(Map.of("execution", "e-1", "region", "eu"));
  }

  private String line(String format, String message, KeyValuePair... fields) throws JoranException {
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("PARALLAX_LOG_FORMAT", format);
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(getClass().getResource("/parallax-logback.xml"));
    var event =
        new LoggingEvent("", context.getLogger("dev.Example"), Level.INFO, message, null, null);
    event.setInstant(Instant.parse("2026-01-01T00:00:00Z"));
    event.setKeyValuePairs(List.of(fields));
    var appender = context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr");
    var encoder = ((OutputStreamAppender<ILoggingEvent>) appender).getEncoder();
    return new String(encoder.encode(event), UTF_8);
  }

  private static KeyValuePair field(String key, String value) {
    return new KeyValuePair(key, value);
  }

  private static JsonNode json(String line) throws JsonProcessingException {
    return JsonMapper.builder().build().readTree(line);
  }

  private static Map<String, String> fields(JsonNode line) {
    var fields = new TreeMap<String, String>();
    for (var pair : line.path("kvpList")) {
      pair.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    }
    return fields;
  }
}
