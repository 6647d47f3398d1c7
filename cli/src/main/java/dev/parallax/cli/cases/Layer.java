package dev.parallax.cli.cases;

import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigNode;
import java.util.Optional;

/**
 * A configuration or fleet: what a file says for all of its cases, perhaps with what one of them
 * says over it.
 *
 * @param document merged
 * @param path of what the file says: {@code config} or {@code fleet}
 * @param own what the case says; absent if it says nothing
 */
record Layer(ConfigNode document, String path, Optional<Own> own) {
  /**
   * What a case says.
   *
   * @param path such as {@code cases[2].config}
   * @param line where it begins
   */
  record Own(String path, int line) {}

  /** A fault of the document, by its path within the file of cases, if it stands there. */
  ConfigFault place(ConfigFault fault, SourceFile home, Sources sources) {
    if (!sources.file(fault.line()).equals(home)) {
      return fault;
    }
    var above = own.filter(o -> fault.line() >= o.line()).map(Own::path).orElse(path);
    var whole = fault.path().isEmpty() ? above : above + "." + fault.path();
    return new ConfigFault(whole, fault.line(), fault.value(), fault.rule(), fault.message());
  }
}
