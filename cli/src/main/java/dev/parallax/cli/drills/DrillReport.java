package dev.parallax.cli.drills;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What came of a drill. */
public interface DrillReport {
  /** Whether everything was as it must be. */
  boolean passed();

  /** For people. */
  List<String> lines();

  /** The same for programs. */
  ObjectNode json();
}
