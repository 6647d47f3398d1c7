package dev.parallax.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the router must decide, as data: every {@code routing-*.yaml} of the resources. */
class RoutingConformanceTest {

  @TestFactory
  Stream<DynamicContainer> decidesAsTheCasesSay() throws IOException, URISyntaxException {
    var files = files();
    assertThat(files).isNotEmpty();
    return files.stream()
        .map(
            file ->
                DynamicContainer.dynamicContainer(
                    file.getFileName().toString(),
                    RoutingCases.read(file).stream()
                        .map(found -> DynamicTest.dynamicTest(found.name(), found::check))));
  }

  private static List<Path> files() throws IOException, URISyntaxException {
    var folder =
        Path.of(RoutingConformanceTest.class.getResource("/conformance/fleet.yaml").toURI())
            .getParent();
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("routing-.*\\.yaml"))
          .sorted()
          .toList();
    }
  }
}
