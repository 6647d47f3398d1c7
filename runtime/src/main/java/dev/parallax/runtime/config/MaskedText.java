package dev.parallax.runtime.config;

import dev.parallax.core.config.Secrets;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The text of a configuration as it is written, comments and all, with its secrets masked. */
public final class MaskedText {
  private static final String QUOTED = '"' + Secrets.MASK + '"';

  private final int[] text;

  /** From where to where something is masked, in code points. */
  private final TreeMap<Integer, Integer> masked = new TreeMap<>();

  /** A node that aliases lead to is looked at once. */
  private final Set<Node> seen = new HashSet<>();

  private MaskedText(String text) {
    this.text = text.codePoints().toArray();
  }

  /**
   * The text, fit to be shown.
   *
   * @throws MalformedDocument as of {@link YamlDocuments#parse}
   */
  public static String of(String text) {
    var masking = new MaskedText(text);
    YamlDocuments.compose(text).ifPresent(root -> masking.walk("", root));
    return masking.result();
  }

  private void walk(String path, Node node) {
    if (node instanceof ScalarNode scalar) {
      if (Secrets.isWrittenAt(path, scalar.getValue())) {
        mask(scalar);
      }
      return;
    }
    if (!seen.add(node)) {
      return;
    }
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> walk(path, item));
    } else if (node instanceof MappingNode mapping) {
      mapping
          .getValue()
          .forEach(entry -> walk(below(path, entry.getKeyNode()), entry.getValueNode()));
    }
  }

  private static String below(String path, Node key) {
    var name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
    return path.isEmpty() ? name : path + "." + name;
  }

  private void mask(ScalarNode scalar) {
    var start = scalar.getStartMark().map(Mark::getIndex);
    var end = scalar.getEndMark().map(Mark::getIndex);
    masked.put(start.orElseThrow(), end.orElseThrow());
  }

  private String result() {
    var shown = new StringBuilder();
    int from = 0;
    for (var secret : masked.entrySet()) {
      shown.append(new String(text, from, secret.getKey() - from)).append(QUOTED);
      from = secret.getValue();
      if (from > 0 && text[from - 1] == '\n') {
        shown.append('\n');
      }
    }
    return shown.append(new String(text, from, text.length - from)).toString();
  }
}
