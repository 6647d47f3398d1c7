package dev.parallax.cli.check;

import static dev.parallax.cli.check.HandMade.EU;
import static dev.parallax.cli.check.HandMade.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.config.ConfigFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Topics of one cluster of two regions, active-passive, and what the checker finds in them. */
abstract class HandMadeTest {
  private static final String ACTIVE_PASSIVE =
      """
      regions: [{id: us-east-1}, {id: eu-west-1}]
      kafka: {bootstrapServers: "localhost:9092"}
      schemaRegistry: {urls: ["http://localhost:8081"]}
      executions: {timeout: 1s}
      routing:
        hold: 1s
        residency: {rules: [{match: {input.dataResidency: eu}, regions: [eu-west-1]}]}
      disasterRecovery: {mode: active-passive, primary: us-east-1, standby: [eu-west-1]}
      """;

  @TempDir private Path directory;
  ParallaxConfig config;
  HandMade log;

  @BeforeEach
  void begin() {
    CommandRun.write(directory, "config.yaml", ACTIVE_PASSIVE);
    config = ConfigFiles.load(directory.resolve("config.yaml"));
    log = new HandMade(config, "").toldAll(0, US, EU);
  }

  Checked checked(String... accepted) {
    return Checker.check(
        new Journals(config, List.of(log.journal()), HandMade.LATER),
        Stream.of(accepted).collect(Collectors.toMap(id -> id, id -> 1)));
  }

  /** Exactly one, at this offset. */
  void finds(String rule, String subject, long offset, String what) {
    var violations = checked().violations();
    assertThat(violations)
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.rule()).isEqualTo(rule);
              assertThat(violation.subject()).isEqualTo(subject);
              assertThat(violation.at().offset()).isEqualTo(offset);
              assertThat(violation.what()).contains(what);
            });
  }

  void findsAll(String... rulesAndOffsets) {
    assertThat(checked().violations())
        .extracting(violation -> violation.rule() + "@" + violation.at().offset())
        .containsExactlyInAnyOrder(rulesAndOffsets);
  }
}
