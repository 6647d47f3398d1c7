package dev.parallax.health;

import dev.parallax.sandbox.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;

/** The operations server of a process, at the address that it printed. */
final class Operations {
  private static final String LISTENING = "operations server: ";

  private Operations() {}

  /** The answer's body; empty while the process does not say where it listens. */
  static String get(ChildProcess child, String path) throws IOException, InterruptedException {
    var uri =
        Files.readAllLines(child.logFile()).stream()
            .filter(line -> line.startsWith(LISTENING))
            .map(line -> URI.create(line.substring(LISTENING.length()).strip() + path))
            .findFirst();
    return uri.isEmpty()
        ? ""
        : HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri.get()).build(), BodyHandlers.ofString())
            .body();
  }
}
