package dev.parallax.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the unpacked schema registry: named by the user, or where the build of this project put it.
 */
final class RegistryHome {
  static final String PROPERTY = "parallax.registry.home";
  static final String VARIABLE = "PARALLAX_REGISTRY_HOME";
  private static final Path IN_PROJECT = Path.of("sandbox", "target", "registry");

  private RegistryHome() {}

  /**
   * The registry's runnable jar: in {@value #PROPERTY}, else in {@value #VARIABLE}, else in {@code
   * sandbox/target/registry} of a directory above the working directory or this code.
   *
   * @throws SandboxException if there is none, saying how to get it
   */
  static Path runnerJar() {
    return runnerJar(
        Optional.ofNullable(System.getProperty(PROPERTY)),
        System.getenv(),
        Stream.of(Path.of("").toAbsolutePath(), CodeSource.of(RegistryHome.class)));
  }

  static Path runnerJar(
      Optional<String> property, Map<String, String> environment, Stream<Path> searchedFrom) {
    var named = property.or(() -> Optional.ofNullable(environment.get(VARIABLE))).map(Path::of);
    if (named.isPresent()) {
      return jarIn(named.get())
          .orElseThrow(
              () ->
                  new SandboxException(
                      "no schema registry in "
                          + named.get()
                          + ": no file there ends in -runner.jar"));
    }
    return searchedFrom
        .flatMap(RegistryHome::selfAndAbove)
        .flatMap(directory -> jarIn(directory.resolve(IN_PROJECT)).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new SandboxException(
                    "the schema registry is not unpacked: run './mvnw -pl sandbox -am process-resources' in the project,"
                        + " or set "
                        + VARIABLE
                        + " to a directory that holds it"));
  }

  private static Stream<Path> selfAndAbove(Path start) {
    return Stream.iterate(start, path -> path != null, Path::getParent);
  }

  private static Optional<Path> jarIn(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith("-runner.jar")).findFirst();
    } catch (IOException e) {
      throw new SandboxException(directory + " cannot be read: " + e.getMessage(), e);
    }
  }
}
