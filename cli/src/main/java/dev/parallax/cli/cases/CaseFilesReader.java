package dev.parallax.cli.cases;

import dev.parallax.cli.documents.Faults;
import dev.parallax.core.config.ConfigNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads files of cases, and tells other files by what stands in them. */
final class CaseFilesReader {
  private static final String CASES = "cases";

  private final Sources sources = new Sources();
  private final Faults faults = new Faults("");
  private final List<Case> cases = new ArrayList<>();
  private final Map<SourceFile, Integer> skipped = new LinkedHashMap<>();
  private final Map<SourceFile, String> passedOver = new LinkedHashMap<>();

  private final CaseKind kind;

  CaseFilesReader(CaseKind kind) {
    this.kind = kind;
  }

  void read(SourceFile file) {
    sources.read(file, faults).ifPresent(document -> read(file, document));
  }

  CaseFiles all() {
    return new CaseFiles(kind, List.copyOf(cases), skipped, passedOver, sources.located(faults));
  }

  private void read(SourceFile file, ConfigNode document) {
    if (isList(document)) {
      readCases(file, of(document));
    } else if (find(document, CASES).isPresent()) {
      readCases(file, document);
    } else if (find(document, "regions").filter(CaseFilesReader::isList).isPresent()) {
      passedOver.put(file, "a configuration");
    } else if (find(document, "agents").filter(CaseFilesReader::isList).isPresent()
        || find(document, "latencyMs").isPresent()) {
      passedOver.put(file, "a fleet");
    } else {
      var advice =
          "holds no cases: list them below the key cases, each with a request or timeline, and expect";
      faults.add("", document.line(), "", advice);
    }
  }

  /** Cases of the other kind are counted and left to who can run them. */
  private void readCases(SourceFile file, ConfigNode document) {
    int all = 0;
    int others = 0;
    if (find(document, CASES).orElseThrow() instanceof ConfigNode.Sequence list) {
      all = list.items().size();
      others = (int) list.items().stream().filter(item -> CaseKind.of(item) != kind).count();
    }
    if (others > 0) {
      skipped.put(file, others);
    }
    if (others == 0 || others < all) {
      cases.addAll(
          kind == CaseKind.ROUTING
              ? new CaseReader(file, document, sources, faults).read()
              : new FailoverCaseReader(file, document, sources, faults).read());
    }
  }

  /** A file that is a list holds cases that share nothing. */
  private static ConfigNode of(ConfigNode list) {
    var entry = new ConfigNode.Entry(CASES, list.line(), list);
    return new ConfigNode.Mapping(List.of(entry), list.line());
  }

  static Optional<ConfigNode> find(ConfigNode node, String key) {
    return node instanceof ConfigNode.Mapping mapping
        ? mapping.entries().stream()
            .filter(entry -> entry.key().equals(key))
            .map(ConfigNode.Entry::value)
            .findFirst()
        : Optional.empty();
  }

  private static boolean isList(ConfigNode node) {
    return node instanceof ConfigNode.Sequence;
  }
}
