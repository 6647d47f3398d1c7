package dev.parallax.cli.up;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.console.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a panel of a board asks Prometheus.
 *
 * @param board name of its file
 * @param panel its title
 * @param expression as Grafana asks it with all regions and patterns chosen
 */
record BoardQuery(String board, String panel, String expression) {
  private static final Path BOARDS = Path.of("..", "deploy", "grafana", "boards");

  /** Those of all boards. */
  static List<BoardQuery> all() throws IOException {
    var queries = new ArrayList<BoardQuery>();
    try (var files = Files.list(BOARDS)) {
      for (var file : files.sorted().toList()) {
        for (var panel : Json.parse(Files.readString(file)).get("panels")) {
          panel.path("targets").forEach(target -> queries.add(of(file, panel, target)));
        }
      }
    }
    return List.copyOf(queries);
  }

  private static BoardQuery of(Path file, JsonNode panel, JsonNode target) {
    var expression =
        target
            .get("expr")
            .asText()
            .replace("$__rate_interval", "1m")
            .replace("$region", ".+")
            .replace("$pattern", ".+");
    return new BoardQuery(file.getFileName().toString(), panel.get("title").asText(), expression);
  }

  /** Of the board that has something to show only where there are several clusters. */
  boolean isOfReplication() {
    return board.startsWith("4-");
  }
}
