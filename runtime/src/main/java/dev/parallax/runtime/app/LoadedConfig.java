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
 * @param config what it says, as it is where this process runs
 * @param hash of what the file says (C5), the same wherever it runs
 * @param warnings what is dangerous about it (C4), a line each
 */
record LoadedConfig(Path file, ParallaxConfig config, String hash, List<String> warnings) {

  /**
   * Reads the file.
   *
   * @throws dev.parallax.runtime.config.ConfigFaults with all of its faults, and all that this
   *     release cannot do
   * @throws dev.parallax.runtime.fault.KnownFault if the place does not suit it
   */
  static LoadedConfig read(Path file, Place place) {
    var valid = ConfigFiles.runnable(file);
    return new LoadedConfig(
        file,
        place.of(valid.config()),
        EffectiveConfig.hash(valid.config()),
        valid.warnings().stream().map(warning -> ConfigFiles.text(file, warning)).toList());
  }
}
