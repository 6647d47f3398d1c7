package dev.parallax.benchmarks.peers;

import dev.parallax.benchmarks.throughput.Program;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The peers as programs with a class path of their own: Flink has another RocksDB than Streams. */
final class PeerPrograms {
  private static final String BUILD =
      "./mvnw -B -q -Ppeers -pl benchmarks-peers -am -DskipTests package";

  private PeerPrograms() {}

  /** See {@link CamelRouter}. */
  static Program camel(String way) {
    return of(CamelRouter.class, "camel").jvmOptions("-Dcamel.way=" + way);
  }

  /**
   * See {@link FlinkRouter}.
   *
   * @param state Flink's name of the state backend
   */
  static Program flink(String state) {
    return of(FlinkRouter.class, "flink").jvmOptions("-Dflink.state.backend.type=" + state);
  }

  private static Program of(Class<?> main, String name) {
    var own = ownCode();
    var libraries = own.resolveSibling("lib");
    if (!Files.isDirectory(libraries)) {
      throw new IllegalStateException(
          "%s does not exist: Camel and Flink come with %s".formatted(libraries, BUILD));
    }
    var path = own + File.pathSeparator + libraries.resolve("*");
    return Program.of(main.getName(), name).classPath(path);
  }

  /** Its classes or its jar, both in {@code target}. */
  private static Path ownCode() {
    try {
      return Path.of(
          PeerPrograms.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of this code is no address", e);
    }
  }
}
