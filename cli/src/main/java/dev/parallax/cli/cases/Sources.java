package dev.parallax.cli.cases;

import dev.parallax.cli.documents.Faults;
import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.runtime.config.MalformedDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of one run, each read once. Their lines are numbered on from file to file, as if they
 * were one text: so a node tells where it stands though documents of several files were merged.
 */
final class Sources {
  /** By the number that stands for the file as a whole; its lines follow. */
  private final TreeMap<Integer, SourceFile> files = new TreeMap<>();

  private final Map<Path, Optional<ConfigNode>> read = new HashMap<>();
  private int next = 1;

  /**
   * The document of a file, its lines numbered on; empty if it is faulty. A file that was read
   * before says no fault again.
   */
  Optional<ConfigNode> read(SourceFile file, Faults faults) {
    var known = read.get(file.path());
    if (known == null) {
      known = document(file, faults);
      read.put(file.path(), known);
    }
    return known;
  }

  private Optional<ConfigNode> document(SourceFile file, Faults faults) {
    int start = next;
    files.put(start, file);
    try {
      var numbering = new Numbering(start, faults);
      var document = numbering.number(ConfigFiles.document(file.path()), "");
      next = numbering.last + 1;
      return Optional.of(document);
    } catch (MalformedDocument e) {
      var fault = e.fault();
      int line = start + fault.line();
      next = line + 1;
      faults.add(new ConfigFault(fault.path(), line, fault.value(), fault.rule(), fault.message()));
      return Optional.empty();
    }
  }

  /** The file of a line that is numbered on; of any file if it is 0. */
  SourceFile file(int line) {
    var found = files.floorEntry(line);
    return (found == null ? files.firstEntry() : found).getValue();
  }

  /** The line within its file, from 1; 0 if it stands for the file as a whole. */
  int line(int line) {
    var start = files.floorKey(line);
    return start == null ? 0 : line - start;
  }

  /** Faults by file and the lines within it. */
  List<CaseFiles.Fault> located(Faults found) {
    return found.sorted().stream().map(this::located).toList();
  }

  private CaseFiles.Fault located(ConfigFault fault) {
    return new CaseFiles.Fault(
        file(fault.line()),
        new ConfigFault(
            fault.path(), line(fault.line()), fault.value(), fault.rule(), fault.message()));
  }

  /** Copies a document with other line numbers. What is aliased is copied once and shared. */
  private static final class Numbering {
    private final int start;
    private final Faults faults;
    private final IdentityHashMap<ConfigNode, ConfigNode> made = new IdentityHashMap<>();
    int last;

    Numbering(int start, Faults faults) {
      this.start = start;
      this.faults = faults;
      this.last = start;
    }

    ConfigNode number(ConfigNode node, String path) {
      var known = made.get(node);
      if (known != null) {
        return known;
      }
      var copy = copy(node, path);
      made.put(node, copy);
      return copy;
    }

    private ConfigNode copy(ConfigNode node, String path) {
      int line = at(node.line());
      if (node instanceof ConfigNode.Mapping mapping) {
        return mapping(mapping, line, path);
      }
      if (node instanceof ConfigNode.Sequence sequence) {
        var items = new ArrayList<ConfigNode>();
        for (var item : sequence.items()) {
          items.add(number(item, path + "[" + items.size() + "]"));
        }
        return new ConfigNode.Sequence(items, line);
      }
      var scalar = (ConfigNode.Scalar) node;
      return new ConfigNode.Scalar(scalar.text(), scalar.value(), line);
    }

    /** Merging would keep but one of two equal keys, so they are a fault here. */
    private ConfigNode mapping(ConfigNode.Mapping mapping, int line, String path) {
      var entries = new ArrayList<ConfigNode.Entry>();
      var keys = new HashSet<String>();
      for (var entry : mapping.entries()) {
        var key = path.isEmpty() ? entry.key() : path + "." + entry.key();
        if (!keys.add(entry.key())) {
          faults.add(key, at(entry.line()), "", "stands twice: keep one");
        }
        entries.add(
            new ConfigNode.Entry(entry.key(), at(entry.line()), number(entry.value(), key)));
      }
      return new ConfigNode.Mapping(entries, line);
    }

    private int at(int line) {
      last = Math.max(last, start + line);
      return start + line;
    }
  }
}
