package dev.parallax.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryHomeTest {
  @TempDir Path project;
  private Path inner;

  @BeforeEach
  void createModule() throws IOException {
    inner = Files.createDirectories(project.resolve("router-app/target/classes"));
  }

  @Test
  void findsTheUnpackedRegistryOfTheProjectAbove() throws IOException {
    var jar = jarIn(project.resolve("sandbox/target/registry"));
    assertThat(RegistryHome.runnerJar(Optional.empty(), Map.of(), Stream.of(inner))).isEqualTo(jar);
  }

  @Test
  void prefersThePropertyThenTheVariable() throws IOException {
    jarIn(project.resolve("sandbox/target/registry"));
    var byProperty = jarIn(project.resolve("property"));
    var byVariable = jarIn(project.resolve("variable"));
    var environment = Map.of("PARALLAX_REGISTRY_HOME", byVariable.getParent().toString());

    var both = Optional.of(byProperty.getParent().toString());
    assertThat(RegistryHome.runnerJar(both, environment, Stream.of(inner))).isEqualTo(byProperty);
    assertThat(RegistryHome.runnerJar(Optional.empty(), environment, Stream.of(inner)))
        .isEqualTo(byVariable);
  }

  @Test
  void doesNotLookElsewhereWhenTheNamedDirectoryHasNone() throws IOException {
    jarIn(project.resolve("sandbox/target/registry"));
    var named = Optional.of(inner.toString());
    assertThatThrownBy(() -> RegistryHome.runnerJar(named, Map.of(), Stream.of(inner)))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("no schema registry in " + inner);
  }

  @Test
  void saysHowToUnpackItWhenThereIsNone() {
    assertThatThrownBy(() -> RegistryHome.runnerJar(Optional.empty(), Map.of(), Stream.of(inner)))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("./mvnw -pl sandbox -am process-resources")
        .hasMessageContaining("PARALLAX_REGISTRY_HOME");
  }

  private static Path jarIn(Path directory) throws IOException {
    return Files.createFile(Files.createDirectories(directory).resolve("registry-1-runner.jar"));
  }
}
