package dev.parallax.cli.documents;

import dev.parallax.core.config.ConfigFault;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a document, each fault once. For one thread. */
public final class Faults {
  private final String rule;
  private final Set<ConfigFault> faults = new LinkedHashSet<>();

  /**
   * Without any yet.
   *
   * @param rule that documents of this kind follow, such as X1; empty if it has no name
   */
  public Faults(String rule) {
    this.rule = rule;
  }

  /** Adds one that breaks the rule of these documents; see {@link ConfigFault}. */
  public void add(String path, int line, String value, String message) {
    add(new ConfigFault(path, line, value, rule, message));
  }

  /** Adds one of any rule. */
  public void add(ConfigFault fault) {
    faults.add(fault);
  }

  /** Adds all of them. */
  public void addAll(Collection<ConfigFault> others) {
    faults.addAll(others);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /** All of them, by line. */
  public List<ConfigFault> sorted() {
    return faults.stream().sorted(Comparator.comparingInt(ConfigFault::line)).toList();
  }
}
