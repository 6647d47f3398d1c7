package dev.parallax.replicator.view;

import static dev.parallax.replicator.view.Patterns.deleted;
import static dev.parallax.replicator.view.Patterns.described;
import static dev.parallax.replicator.view.Patterns.pattern;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.deadletter.DeadLetters;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.RegistryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P1 and P2 in the region us-east-1. */
class MergePatternsTest {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final String AP = "ap-south-1";

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  @TempDir private Path directory;
  private ViewDriver view;

  @BeforeEach
  void start() {
    view = driver("{excludePatterns: [\"dev-*\"]}");
  }

  @AfterEach
  void close() {
    view.close();
  }

  private ViewDriver driver(String patterns) {
    return new ViewDriver(directory, registry, FederatedConfig.of(directory, US, patterns));
  }

  @Test
  void showsTheGreatestOfAllRegionsAndNothingTwice() {
    var old = pattern("p", "1.0.0", 9, US);
    var newer = pattern("p", "1.1.0", 1, EU);

    view.put(US, old);
    view.put(EU, newer);
    view.put(AP, pattern("p", "1.0.5", 99, AP));
    view.put(US, old);
    view.put(EU, newer);

    assertThat(view.view()).containsExactly(shown(old), shown(newer));
  }

  @Test
  void everyRegionShowsTheSameWhateverCameFirst() {
    var changed = pattern("p", "1.0.1", 5, US);
    var marker = deleted(pattern("p", "1.0.0", 1, US), 6, EU);
    var one = described(pattern("q", "2.0.0", 7, US), "one");
    var other = described(pattern("q", "2.0.0", 7, EU), "other");

    view.put(US, changed);
    view.put(EU, marker);
    view.put(US, one);
    view.put(EU, other);
    Map<String, PatternDefinition> here = view.readView();
    try (var there =
        new ViewDriver(directory.resolve(EU), registry, FederatedConfig.of(directory, EU, "{}"))) {
      there.put(EU, other);
      there.put(US, one);
      there.put(EU, marker);
      there.put(US, changed);

      assertThat(there.readView()).isEqualTo(here);
    }
    assertThat(here).isEqualTo(Map.of("p", changed, "q", one));
  }

  @Test
  void aDeletionReachesTheView() {
    var applied = pattern("p", "1.0.0", 1, US);
    var marker = deleted(applied, 2, EU);

    view.put(US, applied);
    view.put(EU, marker);

    assertThat(view.view()).containsExactly(shown(applied), shown(marker));
  }

  @Test
  void oneVersionWithTwoContentsIsCountedUntilAHigherOneStands() {
    view.put(US, described(pattern("p", "1.0.0", 1, US), "one"));
    assertThat(view.metric("parallax_pattern_conflicts")).contains(0.0);

    view.put(EU, described(pattern("p", "1.0.0", 2, EU), "other"));
    assertThat(view.metric("parallax_pattern_conflicts")).contains(1.0);

    view.put(US, pattern("p", "1.0.1", 3, US));
    assertThat(view.metric("parallax_pattern_conflicts")).contains(0.0);
  }

  @Test
  void excludedNamesOfOthersAreNotShownButOnesOwnAre() {
    var mine = pattern("dev-x", "1.0.0", 1, US);

    view.put(EU, pattern("dev-x", "2.0.0", 1, EU));
    view.put(US, mine);

    assertThat(view.view()).containsExactly(shown(mine));
  }

  @Test
  void aTighterListWithdrawsWhatWasShownAtTheNextStart() {
    var mine = pattern("test-x", "1.0.0", 1, US);
    var theirs = pattern("test-x", "1.1.0", 1, EU);
    view.put(US, mine);
    view.put(EU, theirs);
    view.put(EU, pattern("test-y", "1.0.0", 1, EU));
    view.put(EU, pattern("p", "1.0.0", 1, EU));
    view.view();
    restart("{excludePatterns: [\"test-*\"]}");
    view.pass(Duration.ofMillis(200));

    assertThat(view.view()).containsExactly(gone("test-x"), shown(mine), gone("test-y"));
    view.pass(Duration.ofSeconds(1));
    assertThat(view.view()).isEmpty();
  }

  @Test
  void knowsItsConflictsAfterARestart() {
    view.put(US, described(pattern("p", "1.0.0", 1, US), "one"));
    view.put(EU, described(pattern("p", "1.0.0", 2, EU), "other"));
    restart("{}");
    view.pass(Duration.ofMillis(200));

    assertThat(view.metric("parallax_pattern_conflicts")).contains(1.0);
  }

  @Test
  void whatATopicNoLongerHoldsIsForgotten() {
    var mine = pattern("p", "1.0.0", 1, US);
    view.put(US, mine);
    view.put(EU, pattern("p", "2.0.0", 1, EU));
    view.view();

    view.putBytes(view.from(EU, view.topics.patterns()), "p", null);
    view.putBytes(view.topics.patterns(), "p", null);

    assertThat(view.view()).containsExactly(gone("p"), shown(mine), gone("p"));
  }

  @Test
  void whatIsNoPatternOrHasAnotherKeyIsADeadLetter() {
    var senseless = pattern("p", "2.0.0", 1, EU);
    senseless.getExecution().setStrategy("sometimes");

    view.put(EU, "q", pattern("p", "1.0.0", 1, EU));
    view.put(EU, pattern("p", "one", 1, EU));
    view.put(EU, senseless);
    view.putBytes(view.topics.patterns(), "p", "{}".getBytes(UTF_8));
    view.putBytes(view.topics.patterns(), null, null);

    assertThat(view.view()).isEmpty();
    assertThat(deadLetterReasons())
        .containsExactly("INVALID", "INVALID", "INVALID", "UNREADABLE", "NO_KEY");
  }

  /**
   * It came compressed, but the view's rows may not be: Kafka would refuse one, and the view would
   * meet it again.
   */
  @Test
  void aPatternThatNoRowCanHoldIsADeadLetter() {
    view.put(EU, described(pattern("p", "2.0.0", 1, EU), "x".repeat(ReadPattern.MOST_BYTES)));
    view.put(EU, pattern("p", "1.0.0", 1, EU));

    assertThat(view.view()).hasSize(1);
    assertThat(deadLetterReasons()).containsExactly("OVERSIZE");
  }

  @Test
  void aNameThatNoRequestCanHaveIsADeadLetter() {
    var deleted = pattern("x".repeat(300), "1.0.0", 1, EU);
    deleted.setDeleted(true);

    view.put(EU, deleted);

    assertThat(view.view()).isEmpty();
    assertThat(deadLetterReasons()).containsExactly("INVALID");
  }

  @Test
  void aCopyWhoseSchemaIsNotKnownHereYetStopsTheViewAndIsReadOnceItIs() {
    var theirs = new InMemorySchemaRegistry();
    theirs.register("filler", Schema.create(Schema.Type.LONG));
    var pattern = pattern("p", "1.0.0", 1, EU);
    var topic = view.topics.patterns();
    var record =
        new AvroCodecs(theirs).encoder(topic.name(), PatternDefinition.class).encode(pattern);
    var asked = new ArrayList<String>();
    restart(
        (source, name, id) -> {
          asked.add(source + " " + name + " " + id);
          return Optional.of("schema id 2 is unknown (P6)");
        });

    assertThatThrownBy(() -> view.putBytes(view.from(EU, topic), "p", record))
        .hasRootCauseInstanceOf(RegistryException.class)
        .hasStackTraceContaining("schema id 2 is unknown (P6); the view of patterns waits");
    assertThat(asked).containsExactly("eu-west-1 parallax.patterns 2");
    assertThat(view.letters()).isEmpty();

    registry.register("filler", Schema.create(Schema.Type.LONG));
    registry.register("p", theirs.schemaById(2));
    restart(SchemaCheck.NONE);
    view.putBytes(view.from(EU, topic), "p", record);
    assertThat(view.view()).containsExactly(shown(pattern));
  }

  @Test
  void whatNobodyCanReadAndWhatIsWrittenHereIsADeadLetterAndStopsNothing() {
    var unknown = new byte[] {0, 0, 0, 0, 99, 1};
    restart(SchemaCheck.NONE);
    view.putBytes(view.from(EU, view.topics.patterns()), "p", unknown);
    assertThat(view.letters()).hasSize(1);

    restart((source, name, id) -> Optional.of("never asked of what is written here"));
    view.putBytes(view.topics.patterns(), "p", unknown);
    view.putBytes(view.from(EU, view.topics.patterns()), "p", "{}".getBytes(UTF_8));
    assertThat(view.letters()).hasSize(2);
  }

  private void restart(SchemaCheck schemas) {
    view.close();
    view = new ViewDriver(directory, registry, FederatedConfig.of(directory, US, "{}"), schemas);
  }

  private void restart(String patterns) {
    var rows = view.rows();
    view.close();
    view = driver(patterns);
    view.takeOver(rows);
  }

  private List<String> deadLetterReasons() {
    return view.letters().stream().map(MergePatternsTest::reason).toList();
  }

  private static String reason(TestRecord<?, ?> letter) {
    return new String(letter.headers().lastHeader(DeadLetters.REASON).value(), UTF_8);
  }

  private static Map.Entry<String, Optional<PatternDefinition>> gone(String name) {
    return Map.entry(name, Optional.empty());
  }

  private static Map.Entry<String, Optional<PatternDefinition>> shown(PatternDefinition pattern) {
    return Map.entry(pattern.getName(), Optional.of(pattern));
  }
}
