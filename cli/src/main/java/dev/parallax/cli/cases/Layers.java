package dev.parallax.cli.cases;

import dev.parallax.cli.documents.Section;
import dev.parallax.core.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/**
 * What a file says for all of its cases and what a case says over it.
 *
 * @param file of the cases
 * @param root of that file
 * @param documents that they take in
 */
record Layers(SourceFile file, Section root, Documents documents) {
  static final String CONFIG = "config";
  static final String FLEET = "fleet";

  /** What the file says at this key; nothing if it does not. */
  Layer shared(String key) {
    var nothing = new ConfigNode.Mapping(List.of(), root.line());
    var node = root.has(key) ? root.keys().get(key) : nothing;
    return new Layer(documents.over(nothing, node, key, file), key, Optional.empty());
  }

  /** The same with what a case says over it. */
  Layer own(Layer shared, Section keys) {
    var key = shared.path();
    if (!keys.has(key)) {
      return shared;
    }
    var node = keys.keys().get(key);
    var path = keys.path() + "." + key;
    return new Layer(
        documents.over(shared.document(), node, path, file),
        key,
        Optional.of(new Layer.Own(path, node.line())));
  }
}
