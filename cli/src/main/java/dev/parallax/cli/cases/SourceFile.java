package dev.parallax.cli.cases;

import java.nio.file.Path;

/**
 * A file that somebody named.
 *
 * @param path where it is, absolute
 * @param shown as it was named, for people
 */
public record SourceFile(Path path, Path shown) {
  /** The file that this one names, by a path that begins in its folder. */
  SourceFile beside(String name) {
    return new SourceFile(path.resolveSibling(name).normalize(), shown.resolveSibling(name));
  }
}
