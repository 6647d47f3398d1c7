package dev.parallax.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.deploy.Clone;
import dev.parallax.deploy.Tool;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the images do to start sooner, with a small app and this machine's Java. */
class ClassArchivesTest {
  private static final Path SCRIPT = Clone.path("deploy/docker/archive-classes");

  @TempDir Path app;

  @BeforeEach
  void haveJars() throws IOException, URISyntaxException {
    var jar =
        Path.of(LoggerFactory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.copy(jar, app.resolve("slf4j.jar"));
  }

  @Test
  void listedClassesComeFromTheArchive() throws IOException {
    Files.writeString(
        app.resolve("classes.list"), "java/lang/Object\norg/slf4j/LoggerFactory\nnot/There\n");

    var dumped = run(SCRIPT.toString(), "dump", app.toString());

    assertThat(dumped.code()).as(dumped.output()).isZero();
    assertThat(app.resolve("classes.list")).doesNotExist();
    var started =
        run("java", "@" + app.resolve("java.args"), "-Xlog:class+load", "org.slf4j.LoggerFactory");
    assertThat(started.output()).contains("org.slf4j.LoggerFactory source: shared objects file");
  }

  @Test
  void withoutAListTheImageIsNotBuilt() {
    var dumped = run(SCRIPT.toString(), "dump", app.toString());

    assertThat(dumped)
        .isEqualTo(
            new Tool.Run(
                1, "archive-classes: %s has no classes.list; 'list' makes it\n".formatted(app)));
    assertThat(app.resolve("java.args")).doesNotExist();
  }

  @Test
  void saysWhatItNeeds() {
    assertThat(run(SCRIPT.toString()))
        .isEqualTo(new Tool.Run(1, "archive-classes: list DIST, or dump DIR...\n"));
    assertThat(run(SCRIPT.toString(), "dump"))
        .isEqualTo(new Tool.Run(1, "archive-classes: dump needs a directory\n"));
  }

  private Tool.Run run(String... command) {
    return Tool.run(app, Map.of(), List.of(command));
  }
}
