package dev.parallax.health.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Server-sent events to one viewer: {@code state} whenever it changes, {@code decisions} and {@code
 * failovers} with new ones, the first of each with all that are kept, and {@code heartbeat} when
 * nothing else was sent for a while. What is sent fits one line, as JSON has no line breaks.
 */
final class EventStream implements Viewers.Line {
  private final ServletOutputStream out;

  private EventStream(ServletOutputStream out) {
    this.out = out;
  }

  /**
   * Begins the answer.
   *
   * @param patience a write that makes no way for this long fails
   * @throws IOException if the viewer is gone
   */
  static EventStream begin(Context http, Duration patience) throws IOException {
    ServletContextRequest.getServletContextRequest(http.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .setIdleTimeout(patience.toMillis());
    var response = http.res();
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Connection", "close");
    response.flushBuffer();
    return new EventStream(response.getOutputStream());
  }

  @Override
  public void send(Scene.News news, boolean first) throws IOException {
    event("state", news.state());
    if (first || !news.decisions().isEmpty()) {
      event("decisions", Map.of("all", first, "decisions", news.decisions()));
    }
    if (first || !news.events().isEmpty()) {
      event("failovers", Map.of("all", first, "failovers", news.events()));
    }
    out.flush();
  }

  @Override
  public void heartbeat() throws IOException {
    event("heartbeat", Map.of());
    out.flush();
  }

  private void event(String name, Object data) throws IOException {
    out.write(("event: " + name + "\ndata: " + ConsoleJson.text(data) + "\n\n").getBytes(UTF_8));
  }
}
