package dev.parallax.health.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.UncheckedIOException;

/** The console's JSON, on one line. */
final class ConsoleJson {
  private static final JsonMapper JSON = new JsonMapper();

  private ConsoleJson() {}

  static String text(Object document) {
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("records of plain values cannot be written", impossible);
    }
  }

  static void answer(Context http, int status, Object document) {
    http.status(status).contentType("application/json").result(text(document));
  }
}
