package dev.parallax.runtime.app;

import dev.parallax.core.config.EffectiveConfig;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.config.ConfigFiles;
import java.nio.file.Path;
import java.util.List;

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
   * @throws dev.parallax.runtime.config.ConfigFaults with all of its faults, and all that this
   *     release cannot do
   */
  static LoadedConfig read(Path file) {
    var valid = ConfigFiles.runnable(file);
    return new LoadedConfig(
        file,
        valid.config(),
        EffectiveConfig.hash(valid.config()),
        valid.warnings().stream().map(warning -> ConfigFiles.text(file, warning)).toList());
  }
}
