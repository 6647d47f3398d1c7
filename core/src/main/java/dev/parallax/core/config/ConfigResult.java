package dev.parallax.core.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a document says: a configuration, or everything that is wrong with it (C3). */
public sealed interface ConfigResult {
  /** What is specified, but this release cannot do (C3), in the order of the document. */
  List<ConfigFault> unsupported();

  /** What is legal and dangerous (C4), in the order of the document. */
  List<ConfigWarning> warnings();

  /**
   * Why no app starts with it, in the order of the document: its faults, and what this release
   * cannot do. Empty if an app does, and only if this is {@link Valid}.
   */
  List<ConfigFault> refusals();

  /**
   * A whole configuration. Being valid does not mean that this release can run it.
   *
   * @param config with every default filled in
   * @param unsupported what this release cannot do; empty if it can run the configuration
   * @param warnings what is dangerous about it
   */
  record Valid(ParallaxConfig config, List<ConfigFault> unsupported, List<ConfigWarning> warnings)
      implements ConfigResult {
    /** Copies the lists. */
    public Valid {
      unsupported = List.copyOf(unsupported);
      warnings = List.copyOf(warnings);
    }

    @Override
    public List<ConfigFault> refusals() {
      return unsupported;
    }
  }

  /**
   * A document that is refused whole.
   *
   * @param faults all of them, at least one, in the order of the document
   * @param unsupported what this release cannot do besides
   * @param warnings what is dangerous besides
   */
  record Faulty(
      List<ConfigFault> faults, List<ConfigFault> unsupported, List<ConfigWarning> warnings)
      implements ConfigResult {
    /** Copies the lists. */
    public Faulty {
      faults = List.copyOf(faults);
      unsupported = List.copyOf(unsupported);
      warnings = List.copyOf(warnings);
    }

    /** What cannot be read as anything. */
    public static Faulty of(ConfigFault fault) {
      return new Faulty(List.of(fault), List.of(), List.of());
    }

    @Override
    public List<ConfigFault> refusals() {
      return Stream.concat(faults.stream(), unsupported.stream())
          .sorted(Comparator.comparingInt(ConfigFault::line))
          .toList();
    }
  }
}
