package dev.parallax.runtime.config;

import dev.parallax.core.config.ConfigFault;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration file that is refused whole (C3). Its message is all of its faults, and all that
 * this release cannot do, one a line.
 */
public final class ConfigFaults extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Records of texts and numbers; not part of the serial form. */
  private final transient List<ConfigFault> faults;

  ConfigFaults(Path file, List<ConfigFault> faults) {
    super(faults.stream().map(fault -> text(file, fault)).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** All of it, in the order of the document. */
  public List<ConfigFault> faults() {
    return faults;
  }

  /**
   * A fault in one line: {@code file:line: path = value: message (rule)}, the value only where the
   * message does not begin with it; without a rule that is empty.
   */
  public static String text(Path file, ConfigFault fault) {
    var rule = fault.rule().isEmpty() ? "" : " (" + fault.rule() + ")";
    return ConfigFiles.place(file, fault.line(), named(fault)) + fault.message() + rule;
  }

  /** The key, with its value unless the message begins with that, or it is more than one. */
  private static String named(ConfigFault fault) {
    var value = fault.value();
    boolean said = value.isEmpty() || fault.message().startsWith(value);
    boolean several = value.startsWith("{") || value.startsWith("[");
    return said || several || fault.path().isEmpty() ? fault.path() : fault.path() + " = " + value;
  }
}
