package dev.parallax.cli.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A page of a browser, over the Chrome DevTools protocol. */
public final class BrowserPage implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long ANSWER_S = 60;

  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private WebSocket socket;

  private BrowserPage() {}

  static BrowserPage connect(HttpClient http, URI address) {
    var page = new BrowserPage();
    page.socket = http.newWebSocketBuilder().buildAsync(address, page.new Listener()).join();
    for (var domain : List.of("Page", "Runtime", "Network", "Log")) {
      page.ask(domain + ".enable", JSON.createObjectNode());
    }
    return page;
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        receive(message.toString());
        message.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void receive(String text) {
    var message = parse(text);
    if (message.has("id")) {
      var answer = asked.remove(message.get("id").asInt());
      if (message.has("error")) {
        answer.completeExceptionally(new AssertionError(message.get("error").toString()));
      } else {
        answer.complete(message.path("result"));
      }
    } else {
      note(message.path("method").asText(), message.path("params"));
    }
  }

  private void note(String event, JsonNode params) {
    switch (event) {
      case "Network.requestWillBeSent" -> requests.add(params.at("/request/url").asText());
      case "Runtime.exceptionThrown" -> faults.add(params.path("exceptionDetails").toString());
      case "Runtime.consoleAPICalled" -> {
        if (params.path("type").asText().equals("error")) {
          faults.add(params.path("args").toString());
        }
      }
      case "Log.entryAdded" -> {
        if (params.at("/entry/level").asText().equals("error")) {
          faults.add(params.path("entry").toString());
        }
      }
      default -> {
        // Of no concern to a test.
      }
    }
  }

  private JsonNode ask(String method, ObjectNode params) {
    int id = lastId.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    asked.put(id, answer);
    var message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", params);
    socket.sendText(message.toString(), true).join();
    return answer.orTimeout(ANSWER_S, TimeUnit.SECONDS).join();
  }

  /** Opens an address, without waiting for what it loads. */
  public void open(String address) {
    ask("Page.navigate", JSON.createObjectNode().put("url", address));
  }

  /**
   * The value of an expression; a promise is awaited.
   *
   * @throws AssertionError if it throws
   */
  public JsonNode evaluate(String script) {
    var answer =
        ask(
            "Runtime.evaluate",
            JSON.createObjectNode()
                .put("expression", script)
                .put("returnByValue", true)
                .put("awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(script + ": " + answer.get("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  /** The text that the elements of a selector show, in the order of the page, one a line. */
  public String text(String selector) {
    return evaluate(
            "[...document.querySelectorAll("
                + quoted(selector)
                + ")].map(e => e.textContent).join('\\n')")
        .asText();
  }

  /** Presses and releases a key such as {@code Tab}. */
  public void press(String key, int code) {
    for (var type : List.of("rawKeyDown", "keyUp")) {
      ask(
          "Input.dispatchKeyEvent",
          JSON.createObjectNode()
              .put("type", type)
              .put("key", key)
              .put("code", key)
              .put("windowsVirtualKeyCode", code));
    }
  }

  /** What the page is told of the user's wishes: {@code dark} or {@code light}. */
  public void prefer(String scheme) {
    var params = JSON.createObjectNode();
    params
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", scheme);
    ask("Emulation.setEmulatedMedia", params);
  }

  /** What is in view, as PNG. */
  public byte[] screenshot() {
    var answer = ask("Page.captureScreenshot", JSON.createObjectNode().put("format", "png"));
    return Base64.getDecoder().decode(answer.get("data").asText());
  }

  /** Every address that it asked for. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Errors of its scripts, of its console, and of what it could not load. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  private static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
