package dev.parallax.runtime.config;

import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigReader;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.ParallaxConfig;
import java.util.List;

/** Configurations as people write them, with four regions below whatever a test is about. */
final class Documents {
  private static final String REGIONS =
      "\nregions: ["
          + "{id: us-east-1, endpoint: \"http://us\"}, {id: eu-west-1, endpoint: \"http://eu\"}, "
          + "{id: ap-south-1, endpoint: \"http://ap\"}, {id: us-west-2, endpoint: \"http://w\"}]\n";

  private Documents() {}

  static String withRegions(String yaml) {
    return yaml + REGIONS;
  }

  /** All that the specification has, as far as it is right. */
  static ParallaxConfig config(String yaml) {
    return wholeConfig(withRegions(yaml));
  }

  /** The same, without the regions. */
  static ParallaxConfig wholeConfig(String whole) {
    var result = read(whole);
    if (result instanceof ConfigResult.Valid valid) {
      return valid.config();
    }
    throw new AssertionError(result);
  }

  static ConfigResult read(String whole) {
    return ConfigReader.readUngated(YamlDocuments.parse(whole));
  }

  /** {@code line path: message (rule)} of each; empty if there is nothing wrong. */
  static List<String> faults(String yaml) {
    return texts(read(withRegions(yaml)));
  }

  /** The same, without the regions. */
  static List<String> faultsOf(String whole) {
    return texts(read(whole));
  }

  /** {@code line path: message (rule)} of what this release cannot do, whatever else is wrong. */
  static List<String> unsupported(String whole) {
    return ConfigReader.read(YamlDocuments.parse(whole)).unsupported().stream()
        .map(Documents::text)
        .toList();
  }

  /** {@code line path: message (rule)} of each warning. */
  static List<String> warningsWithRegions(String yaml) {
    return warnings(withRegions(yaml));
  }

  /** The same, without the regions. */
  static List<String> warnings(String whole) {
    return read(whole).warnings().stream()
        .map(
            warning ->
                warning.line()
                    + " "
                    + warning.path()
                    + ": "
                    + warning.message()
                    + " ("
                    + warning.rule()
                    + ")")
        .toList();
  }

  static List<String> texts(ConfigResult result) {
    return result instanceof ConfigResult.Faulty faulty
        ? faulty.faults().stream().map(Documents::text).toList()
        : List.of();
  }

  static String text(ConfigFault fault) {
    return fault.line() + " " + fault.path() + ": " + fault.message() + " (" + fault.rule() + ")";
  }
}
