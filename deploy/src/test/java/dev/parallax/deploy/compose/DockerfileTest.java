package dev.parallax.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.deploy.Clone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the Dockerfile copies, builds and starts is there; what it makes runs without privileges.
 */
class DockerfileTest {
  private static final Pattern MAIN_CLASS = Pattern.compile("\"(dev\\.parallax\\.[\\w.]+)\"");
  private static final Pattern MODULES = Pattern.compile("-pl (\\S+)");
  private static final Pattern APPS = Pattern.compile("for app in ([^;]+);");

  private final Dockerfile file = Dockerfile.ofClone();

  @Test
  void copiesOnlyWhatIsThere() {
    var made = appsOf(file.stage("build")).stream().map("/dist/"::concat).toList();
    for (var copy : file.stages().stream().flatMap(s -> s.of("COPY").stream()).toList()) {
      var words = List.of(copy.split("\\s+", -1));
      var from = words.stream().filter(word -> word.startsWith("--from=")).findFirst();
      var source = words.get(words.size() - 2);
      if (from.isEmpty()) {
        assertThat(Clone.path(source)).as(copy).exists();
      } else if (from.get().equals("--from=build")) {
        assertThat(source).isIn(made);
      } else {
        assertThat(from.get()).isEqualTo("--from=classes");
        assertThat(file.stage("classes").of("COPY")).anyMatch(line -> line.endsWith(" " + source));
      }
    }
  }

  /** An archive of classes is of no use at another place. */
  @ParameterizedTest
  @ValueSource(strings = {"router-app", "health-app", "replicator-app"})
  void startsWithItsArchiveOfClassesWhereItWasMade(String target) {
    var place = "/opt/parallax/" + target;

    assertThat(file.stage(target).of("COPY"))
        .containsExactly("COPY --from=classes " + place + " " + place);
    assertThat(file.stage(target).of("ENTRYPOINT").get(0)).contains("@" + place + "/java.args");
    assertThat(file.stage("classes").base()).isEqualTo(file.stage("jre").base());
  }

  @Test
  void buildsModulesThatAreThere() {
    var build = file.stage("build");
    var run = build.of("RUN").get(0);
    var modules = MODULES.matcher(run);

    assertThat(modules.find()).isTrue();
    assertThat(modules.group(1).split(",", -1))
        .containsExactlyInAnyOrderElementsOf(appsOf(build))
        .allSatisfy(module -> assertThat(Clone.path(module + "/pom.xml")).exists());
    assertThat(Clone.path("mvnw")).isExecutable();
  }

  private static List<String> appsOf(Dockerfile.Stage build) {
    var apps = APPS.matcher(build.of("RUN").get(0));
    assertThat(apps.find()).isTrue();
    return Arrays.asList(apps.group(1).trim().split(" ", -1));
  }

  @Test
  void sendsWhatItNeedsToTheBuilder() {
    var ignored = Clone.text(".dockerignore").lines().toList();

    assertThat(ignored).contains("**/target", ".git");
    assertThat(ignored)
        .doesNotContain("*", "mvnw", ".mvn", "samples")
        .noneMatch(line -> line.equals("cli") || line.endsWith("-app"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"router-app", "health-app", "replicator-app", "agents", "cli"})
  void startsClassesThatAreThere(String target) {
    var entryPoint = file.stage(target).of("ENTRYPOINT").get(0);
    var mainClass = MAIN_CLASS.matcher(entryPoint);
    assertThat(mainClass.find()).isTrue();
    var source = mainClass.group(1).replace('.', '/') + ".java";

    assertThat(List.of("router-app", "health-app", "replicator-app", "cli"))
        .map(module -> Clone.path(module + "/src/main/java/" + source))
        .as(source)
        .filteredOn((Path path) -> Files.exists(path))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"router-app", "health-app", "replicator-app", "agents", "cli"})
  void runsOnAJreAsNobodySpecial(String target) {
    var chain = file.chain(target);

    assertThat(chain.get(chain.size() - 1).base()).matches("eclipse-temurin:17[^ ]*-jre[^ ]*");
    var users = chain.stream().flatMap(stage -> stage.of("USER").stream()).toList();
    assertThat(users).containsOnly("USER 10001:10001");
  }

  /** Elsewhere they answer this machine only, which in a container nobody else is. */
  @ParameterizedTest
  @ValueSource(strings = {"router-app", "health-app", "replicator-app"})
  void answersBeyondTheContainer(String target) {
    var environment =
        file.chain(target).stream().flatMap(stage -> stage.of("ENV").stream()).toList();

    assertThat(environment).anySatisfy(line -> assertThat(line).contains("PARALLAX_BIND=0.0.0.0"));
  }

  /** The chart runs as this user, whom the volume then belongs to. */
  @Test
  void hasTheUserOfTheChart() {
    assertThat(file.stage("jre").of("RUN").get(0)).contains("--uid 10001");
    assertThat(Clone.text("deploy/helm/parallax/templates/_pod.tpl")).contains("runAsUser: 10001");
  }
}
