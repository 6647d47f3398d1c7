package dev.parallax.core.config;

import java.util.List;

/** What a document says: a configuration, or everything that is wrong with it (C3). */
public sealed interface ConfigResult {
  /** What is legal and dangerous (C4), in the order of the document. */
  List<ConfigWarning> warnings();

  /**
   * A whole configuration.
   *
   * @param config with every default filled in
   * @param warnings what is dangerous about it
   */
  record Valid(ParallaxConfig config, List<ConfigWarning> warnings) implements ConfigResult {
    /** Copies the warnings. */
    public Valid {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A document that is refused whole.
   *
   * @param faults all of them, at least one, in the order of the document
   * @param warnings what is dangerous besides
   */
  record Faulty(List<ConfigFault> faults, List<ConfigWarning> warnings) implements ConfigResult {
    /** Copies both. */
    public Faulty {
      faults = List.copyOf(faults);
      warnings = List.copyOf(warnings);
    }
  }
}
