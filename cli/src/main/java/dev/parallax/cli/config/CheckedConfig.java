package dev.parallax.cli.config;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.config.ConfigFiles;
import java.nio.file.Path;

/**
 * A configuration to be shown: valid, though this release may be unable to run it.
 *
 * @param config what the file says
 * @param findings what else is to be said about it; no faults
 */
public record CheckedConfig(ParallaxConfig config, Findings findings) {

  /**
   * Reads the file.
   *
   * @throws CommandFailure with all of its faults
   */
  public static CheckedConfig read(Path path) {
    var result = ConfigFiles.read(path);
    var findings = Findings.of(path, result);
    if (result instanceof ConfigResult.Valid valid) {
      return new CheckedConfig(valid.config(), findings);
    }
    throw CommandFailure.usage(findings.summary() + ":\n" + String.join("\n", findings.lines()));
  }
}
