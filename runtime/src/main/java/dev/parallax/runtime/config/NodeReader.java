package dev.parallax.runtime.config;

import dev.parallax.core.config.ConfigNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Makes our nodes of the parser's. What is aliased is made once and shared; nothing contains itself
 * ({@link DocumentShape}).
 */
final class NodeReader {
  private static final Set<Tag> OWN = Set.of(Tag.MAP, Tag.SEQ);

  private final IdentityHashMap<Node, ConfigNode> made = new IdentityHashMap<>();

  ConfigNode read(Node node) {
    var known = made.get(node);
    if (known != null) {
      return known;
    }
    var result = make(node);
    made.put(node, result);
    return result;
  }

  private ConfigNode make(Node node) {
    if (node instanceof ScalarNode scalar) {
      return new ConfigNode.Scalar(scalar.getValue(), Literals.read(scalar), line(node));
    }
    if (!OWN.contains(node.getTag())) {
      throw unknownTag(node);
    }
    if (node instanceof SequenceNode sequence) {
      return new ConfigNode.Sequence(
          sequence.getValue().stream().map(this::read).toList(), line(node));
    }
    var entries = new ArrayList<ConfigNode.Entry>();
    for (var tuple : ((MappingNode) node).getValue()) {
      entries.add(entry(tuple));
    }
    return new ConfigNode.Mapping(entries, line(node));
  }

  private ConfigNode.Entry entry(NodeTuple tuple) {
    if (tuple.getKeyNode() instanceof ScalarNode key) {
      return new ConfigNode.Entry(key.getValue(), line(key), read(tuple.getValueNode()));
    }
    throw new MalformedDocument(line(tuple.getKeyNode()), "", "has a key that is not a text");
  }

  /** Does not repeat what the tag stands before. */
  static MalformedDocument unknownTag(Node node) {
    return new MalformedDocument(
        line(node), "", "has the unknown tag " + node.getTag() + ": write the value itself");
  }

  /** From 1. */
  static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }
}
