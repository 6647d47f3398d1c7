package dev.parallax.deploy.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.deploy.Clone;
import dev.parallax.deploy.Tool;
import dev.parallax.runtime.config.ConfigFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Formatted, valid, and its own tests (with mocks for AWS) hold. Skipped without Terraform, and
 * where its provider cannot be had: {@code TF_CLI_ARGS_init=-plugin-dir=DIR} names a directory.
 */
class TerraformTest {
  private static final String EXAMPLE = "deploy/terraform";

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "CHECKPOINT_DISABLE", "1",
          "TF_IN_AUTOMATION", "1",
          "TF_REGISTRY_CLIENT_TIMEOUT", "10",
          "TF_REGISTRY_DISCOVERY_RETRY", "0");

  @TempDir private Path directory;

  /** What the example is given must be what the apps are given. */
  @ParameterizedTest
  @MethodSource("configurations")
  void readsConfigurationsThatTheAppsStartWith(Path file) {
    assertThat(ConfigFiles.read(file).refusals()).isEmpty();
  }

  static List<Path> configurations() throws IOException {
    try (var files = Files.list(Clone.path(EXAMPLE + "/tests/configs"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void isFormatted() {
    assumeTrue(Tool.isThere("terraform"), "no terraform here");

    var run =
        Tool.run(
            Clone.path(EXAMPLE),
            ENVIRONMENT,
            List.of("terraform", "fmt", "-check", "-diff", "-recursive"));

    assertThat(run.code()).as(run.output()).isZero();
  }

  @Test
  void isValidAndPlansWhatTheConfigurationSays() throws IOException {
    assumeTrue(Tool.isThere("terraform"), "no terraform here");
    copy(Clone.path(EXAMPLE));
    var init = terraform("init", "-input=false", "-backend=false");
    assumeTrue(init.code() == 0, "no provider for AWS can be had here: " + init.output());

    var validate = terraform("validate");
    assertThat(validate.code()).as(validate.output()).isZero();
    var test = terraform("test");
    assertThat(test.code()).as(test.output()).isZero();
    assertThat(test.output()).contains("joins_three_regions").contains(", 0 failed");
  }

  private Tool.Run terraform(String command, String... options) {
    var line = new ArrayList<>(List.of("terraform", command, "-no-color"));
    line.addAll(List.of(options));
    return Tool.run(directory, ENVIRONMENT, line);
  }

  /** Without what an earlier init in the clone left. */
  private void copy(Path from) throws IOException {
    try (var paths = Files.walk(from)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        var relative = from.relativize(path);
        if (!relative.startsWith(".terraform") && !relative.endsWith(".terraform.lock.hcl")) {
          var to = directory.resolve(relative.toString());
          Files.createDirectories(to.getParent());
          Files.copy(path, to);
        }
      }
    }
  }
}
