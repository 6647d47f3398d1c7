package dev.parallax.cli.agents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java samples are no module of the build: they compile against what users get. */
class SampleSourcesTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", "."), "..", "samples", "java");

  @TempDir private Path output;

  @Test
  void compileWithoutAWarning() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8);
        var sources = Files.list(SOURCES)) {
      var all = sources.toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(2);
      var options =
          List.of(
              "-Xlint:all,-processing,-path",
              "-Werror",
              "-proc:none",
              "-d",
              output.toString(),
              "-cp",
              System.getProperty("java.class.path"));

      boolean compiled =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(all))
              .call();

      assertThat(compiled).as(said.toString()).isTrue();
    }
  }
}
