package dev.parallax.runtime.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that was built. */
public final class AppVersion {

  private AppVersion() {}

  /** As the build wrote it, such as {@code 0.1.0}. */
  public static String get() {
    try (var stream = AppVersion.class.getResourceAsStream("version.properties");
        var reader = new InputStreamReader(stream, UTF_8)) {
      var properties = new Properties();
      properties.load(reader);
      return properties.getProperty("parallax");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
