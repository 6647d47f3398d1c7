package dev.parallax.runtime.input;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The paths of the input that routing reads, as a tree of keys. Immutable; what was seen on the way
 * through one input is kept by the walk.
 */
final class WantedPaths {
  private final Set<String> paths;
  private final Node root = new Node(null, "", 0);
  private int nodes = 1;

  /**
   * @param paths {@code a.b} for the member b of the member a
   */
  WantedPaths(Set<String> paths) {
    this.paths = Set.copyOf(paths);
    this.paths.forEach(this::add);
  }

  boolean isFor(Set<String> others) {
    return paths.equals(others);
  }

  Node root() {
    return root;
  }

  /** Every {@link Node#index} is below this. */
  int nodes() {
    return nodes;
  }

  private void add(String path) {
    var node = root;
    for (var key : path.split("\\.", -1)) {
      var parent = node;
      node = node.children.computeIfAbsent(key, any -> new Node(parent, key, nodes++));
    }
    node.wanted = true;
  }

  /** A key on the way to a wanted value, or of one. */
  static final class Node {
    final Node parent;
    final String path;
    final int index;
    boolean wanted;
    private final Map<String, Node> children = new HashMap<>();

    Node(Node parent, String key, int index) {
      this.parent = parent;
      this.path = parent == null || parent.parent == null ? key : parent.path + "." + key;
      this.index = index;
    }

    /** The node below this key; null if nothing below it is wanted. */
    Node child(String key) {
      return children.get(key);
    }
  }
}
