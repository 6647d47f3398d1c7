package dev.parallax.cli.cases;

import dev.parallax.cli.session.Environment;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that somebody named.
 *
 * @param path where it is, absolute
 * @param shown as it was named, for people
 */
public record SourceFile(Path path, Path shown) {
  /** The files that these name, each once, though a glob and a name may both mean it. */
  public static List<SourceFile> of(List<Path> named, Environment environment) {
    return named.stream()
        .map(path -> new SourceFile(environment.resolve(path), path.normalize()))
        .distinct()
        .toList();
  }

  /** The file that this one names, by a path that begins in its folder. */
  SourceFile beside(String name) {
    return new SourceFile(path.resolveSibling(name).normalize(), shown.resolveSibling(name));
  }
}
