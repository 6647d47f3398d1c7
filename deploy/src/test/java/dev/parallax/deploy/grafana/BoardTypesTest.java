package dev.parallax.deploy.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.parallax.deploy.Clone;
import dev.parallax.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The boards are of Grafana's own types, and one that is not is told. */
class BoardTypesTest {
  private static final String CHECK = "deploy/grafana/check";
  private static final String BOARDS = "deploy/grafana/boards";

  @Test
  void areOfGrafanasTypesAndOneThatIsNotIsTold(@TempDir Path directory) throws IOException {
    for (var file : List.of("run", "package.json", "package-lock.json", "tsconfig.json")) {
      copy(CHECK, file, directory);
    }
    copy(CHECK, "plain.ts", directory);
    copy(CHECK, "write.mjs", directory);
    var right = check(directory, Clone.path(BOARDS));
    assumeFalse(right.output().contains("SKIPPED"), right.output());
    assertThat(right.code()).as(right.output()).isZero();

    var wrong = Files.createDirectory(directory.resolve("wrong"));
    var text = Clone.text(BOARDS + "/1-overview.json");
    Files.writeString(wrong.resolve("1.json"), text.replace("\"absolute\"", "\"absolut\""));
    var told = check(directory, wrong);
    assertThat(told.code()).as(told.output()).isNotZero();
    assertThat(told.output()).contains("Did you mean '\"absolute\"'?");
  }

  private static void copy(String from, String file, Path to) throws IOException {
    Files.copy(
        Clone.path(from).resolve(file), to.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static Tool.Run check(Path directory, Path boards) {
    return Tool.run(
        directory,
        Map.of("BOARDS", boards.toString()),
        List.of(directory.resolve("run").toString()));
  }
}
