package dev.parallax.cli.config.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.ConfigReader;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.Literal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTest {
  private static final String UNKNOWN = "no-such-key-at-all";
  private static final String HINT = "unknown key; valid here: ";
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Reference REFERENCE = Reference.load();

  @TempDir private Path directory;

  static List<ReferenceSection> sections() {
    return REFERENCE.sections();
  }

  /** The readers themselves say which keys they accept, when they meet one that they do not. */
  @ParameterizedTest
  @MethodSource("sections")
  void explainsJustTheKeysThatAreRead(ReferenceSection section) {
    var fault =
        faults(document(section.path())).stream()
            .filter(message -> message.startsWith(HINT))
            .findFirst();

    assertThat(fault).as("an unknown key in %s", section.path()).isPresent();
    assertThat(section.keys().stream().map(ReferenceKey::name))
        .containsExactlyInAnyOrder(fault.orElseThrow().substring(HINT.length()).split(", "));
  }

  @Test
  void explainsEverySectionThatAKeySpeaksOf() {
    var paths = sections().stream().map(ReferenceSection::path).toList();

    assertThat(
            REFERENCE.keys().stream()
                .filter(key -> key.values().equals("section"))
                .map(ReferenceKey::path))
        .allSatisfy(path -> assertThat(paths).contains(path));
  }

  @Test
  void takesDefaultsFromTheModel() {
    assertThat(REFERENCE.at("routing.hold")).extracting(ReferenceKey::otherwise).contains("10s");
    assertThat(REFERENCE.at("agents.ttl")).extracting(ReferenceKey::otherwise).contains("30s");
    assertThat(REFERENCE.at("disasterRecovery.failback.delay"))
        .extracting(ReferenceKey::otherwise)
        .contains("300s");
    assertThat(REFERENCE.at("replication.executions.analytics.delay"))
        .extracting(ReferenceKey::otherwise)
        .contains("60s");
  }

  @Test
  void isThePage() throws IOException {
    var page = ReferencePage.of(REFERENCE);
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page, UTF_8);
    }

    assertThat(PAGE)
        .as(
            "made again by: ./mvnw -pl cli -am test -Dtest=ReferenceTest -Ddocs.write=true"
                + " -Dsurefire.failIfNoSpecifiedTests=false")
        .usingCharset(UTF_8)
        .hasContent(page);
  }

  @Test
  void explainsAKeyASectionAndAll() {
    assertThat(explain("routing.hold"))
        .isEqualTo(
            new CommandRun(
                ExitCode.OK,
                """
                routing.hold (R17)
                  How long a request waits that may become routable.
                  values:  duration; 0s: not at all
                  default: 10s
                """,
                ""));
    assertThat(explain("regions[2].id").out()).startsWith("regions[].id (C2)\n");
    assertThat(explain("agents").out()).contains("agents.heartbeat (H6)", "agents.ttl (H6)");
    assertThat(explain().out()).startsWith("SECTION").contains("routing.residency.rules[]");
    assertThat(explain("agents", "--output", "json").json().at("/keys/0/path").asText())
        .isEqualTo("agents.heartbeat");
  }

  @Test
  void saysWhatWasPerhapsMeant() {
    assertThat(explain("routing.hald").err()).contains("did you mean routing.hold?");
    assertThat(explain("maxLatency").err()).contains("did you mean routing.config.maxLatency?");
    assertThat(explain("nothing-of-the-kind"))
        .satisfies(run -> assertThat(run.code()).isEqualTo(ExitCode.USAGE))
        .satisfies(run -> assertThat(run.err()).contains("lists all sections"));
  }

  private CommandRun explain(String... args) {
    return CommandRun.of(
        directory,
        Stream.concat(Stream.of("config", "explain"), Stream.of(args)).toArray(String[]::new));
  }

  private static List<String> faults(ConfigNode document) {
    return ConfigReader.read(document) instanceof ConfigResult.Faulty faulty
        ? faulty.faults().stream().map(fault -> fault.message()).toList()
        : List.of();
  }

  /** A document with one region, and an unknown key in one section. */
  private static ConfigNode document(String path) {
    var entries = new ArrayList<ConfigNode.Entry>();
    if (!path.startsWith("regions[]")) {
      entries.add(entry("regions", list(mapping(entry("id", text("a"))))));
    }
    if (path.startsWith("routing.rules")) {
      entries.add(entry("routing", affinity(path)));
    } else if (path.isEmpty()) {
      entries.add(entry(UNKNOWN, text("x")));
    } else {
      entries.add(nested(path));
    }
    return new ConfigNode.Mapping(entries, 1);
  }

  private static ConfigNode affinity(String path) {
    return mapping(
        entry("strategy", text("affinity")), nested(path.substring("routing.".length())));
  }

  private static ConfigNode.Entry nested(String path) {
    int dot = path.indexOf('.');
    var head = dot < 0 ? path : path.substring(0, dot);
    var below =
        dot < 0 ? mapping(entry(UNKNOWN, text("x"))) : mapping(nested(path.substring(dot + 1)));
    if (head.endsWith("[]")) {
      return entry(head.substring(0, head.length() - 2), list(below));
    }
    return entry(head.equals("<region>") ? "a" : head, below);
  }

  private static ConfigNode mapping(ConfigNode.Entry... entries) {
    return new ConfigNode.Mapping(List.of(entries), 1);
  }

  private static ConfigNode list(ConfigNode item) {
    return new ConfigNode.Sequence(List.of(item), 1);
  }

  private static ConfigNode.Entry entry(String key, ConfigNode value) {
    return new ConfigNode.Entry(key, 1, value);
  }

  private static ConfigNode text(String text) {
    return new ConfigNode.Scalar(text, new Literal.Text(text), 1);
  }
}
