package dev.parallax.cli.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium of the machine, with a profile of its own. */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  private Chromium(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Where one is on this machine; absent if there is none. */
  public static Optional<Path> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param profile a new directory
   */
  public static Chromium start(Path program, Path profile, int width, int height)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=" + width + "," + height,
                "--hide-scrollbars",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                // Root may start it in no other way; it loads nothing but pages of this machine.
                "--no-sandbox",
                "about:blank"));
    var process = new ProcessBuilder(command).start();
    try {
      return new Chromium(process, awaitAddress(process));
    } catch (IOException | RuntimeException failed) {
      end(process);
      throw failed;
    }
  }

  private static String awaitAddress(Process process) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
    var said = new StringBuilder();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var found = LISTENING.matcher(line);
      if (found.find()) {
        drain(lines);
        return found.group(1);
      }
      said.append(line).append('\n');
    }
    throw new IOException("Chromium ended without listening:\n" + said);
  }

  /** Otherwise it would stop when the pipe is full. */
  private static void drain(BufferedReader lines) {
    var reader = new Thread(() -> lines.lines().forEach(line -> {}), "chromium-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Its one page. */
  public BrowserPage page() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/list")).build();
    var targets = JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    for (var target : targets) {
      if (target.path("type").asText().equals("page")) {
        return BrowserPage.connect(http, URI.create(target.path("webSocketDebuggerUrl").asText()));
      }
    }
    throw new IOException("Chromium has no page: " + targets);
  }

  @Override
  public void close() {
    end(process);
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
