package dev.parallax.health.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the console answers: GET and nothing else. Every answer has the headers that keep a browser
 * from loading or running what is not ours.
 *
 * @param watch absent while the app comes up
 */
record ConsoleRoutes(ConsoleAccess access, Viewers viewers, Supplier<Optional<Watch>> watch) {
  private static final String API = "/api/console/";

  /** Who asks first waits this long at most for the topics to be read. */
  private static final long FIRST_LOOK_MS = 5_000;

  void addTo(RoutesConfig routes) {
    var page = ConsolePage.load();
    routes.get("/", http -> front(http, page));
    page.files().forEach(file -> routes.get(file.path(), guarded(file::answer)));
    routes.get(API + "state", answering(news -> news.state()));
    routes.get(API + "decisions", answering(news -> Map.of("decisions", news.decisions())));
    routes.get(API + "failovers", answering(news -> Map.of("failovers", news.events())));
    routes.get(API + "stream", guarded(this::stream));
  }

  /** Programs are told where to look; only a browser gets the page. */
  private void front(Context http, ConsolePage page) throws Exception {
    http.header("Vary", "Accept");
    if (String.valueOf(http.header("Accept")).contains("text/html")) {
      guarded(page.front()::answer).handle(http);
    } else {
      http.contentType("text/plain; charset=utf-8").result(ConsolePage.FOR_PROGRAMS);
    }
  }

  private Handler guarded(Handler handler) {
    return http -> {
      ConsoleHeaders.put(http);
      var refusal = refusal(http);
      if (refusal.isPresent()) {
        http.status(access == ConsoleAccess.OFF ? 404 : 403)
            .contentType("text/plain; charset=utf-8")
            .result(refusal.get() + "\n");
      } else {
        handler.handle(http);
      }
    };
  }

  /** Another site's page may not even make this server work. */
  private Optional<String> refusal(Context http) {
    if ("cross-site".equals(http.header("Sec-Fetch-Site")) && http.path().startsWith(API)) {
      return Optional.of("the console's data is for the console's own page");
    }
    return access.refusal(http.ip(), http.req().getServerName());
  }

  private Handler answering(Function<Scene.News, Object> part) {
    return guarded(
        http ->
            serving(
                http,
                opened -> {
                  var scene = opened.look();
                  scene.awaitLive(FIRST_LOOK_MS);
                  var news = scene.since(Scene.Seen.NOTHING);
                  ConsoleJson.answer(http, 200, part.apply(news));
                }));
  }

  private void stream(Context http) {
    serving(
        http,
        opened -> viewers.serve(opened, EventStream.begin(http, viewers.limits().patience())));
  }

  private interface Serving {
    void serve(Watch opened) throws Exception;
  }

  /** Serves beside the threads of the server, which probes and scrapes need. */
  private void serving(Context http, Serving serving) {
    var opened = watch.get();
    if (opened.isEmpty()) {
      refuse(http, "the health application is starting: see /health/ready");
      return;
    }
    try {
      var task = new CompletableFuture<Void>();
      viewers.threads().execute(() -> complete(task, serving, opened.get()));
      http.future(() -> task);
    } catch (RejectedExecutionException full) {
      refuse(
          http,
          "%d others look at this console already: close one of them"
              .formatted(viewers.limits().viewers()));
    }
  }

  private static void complete(CompletableFuture<Void> task, Serving serving, Watch opened) {
    try {
      serving.serve(opened);
      task.complete(null);
    } catch (Exception failed) {
      task.completeExceptionally(failed);
    }
  }

  private static void refuse(Context http, String message) {
    http.header("Retry-After", "5");
    ConsoleJson.answer(http, 503, Map.of("message", message));
  }
}
