package dev.parallax.runtime.app;

import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.EffectiveConfig;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.config.ConfigFaults;
import dev.parallax.runtime.config.ConfigFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration that may be started with.
 *
 * @param file that it was read from
 * @param config what it says
 * @param hash of what it says (C5)
 * @param warnings what is dangerous about it (C4), a line each
 */
record LoadedConfig(Path file, ParallaxConfig config, String hash, List<String> warnings) {

  /**
   * Reads the file.
   *
   * @throws FaultyConfigException with all of its faults, and all that this release cannot do
   */
  static LoadedConfig read(Path file) {
    var result = ConfigFiles.read(file);
    if (!result.refusals().isEmpty()) {
      throw new FaultyConfigException(
          result.refusals().stream()
              .map(fault -> ConfigFaults.text(file, fault))
              .collect(Collectors.joining(System.lineSeparator())));
    }
    var valid = (ConfigResult.Valid) result;
    return new LoadedConfig(
        file,
        valid.config(),
        EffectiveConfig.hash(valid.config()),
        valid.warnings().stream().map(warning -> ConfigFiles.text(file, warning)).toList());
  }

  /** Every fault of a configuration, a line each. */
  static final class FaultyConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FaultyConfigException(String message) {
      super(message);
    }
  }
}
