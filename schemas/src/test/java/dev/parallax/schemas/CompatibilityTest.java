package dev.parallax.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records outlive releases: whoever reads a topic meets what older versions wrote. */
class CompatibilityTest {
  private static final CommittedSchemas COMMITTED =
      new CommittedSchemas(Path.of("src", "compatibility"));

  @TempDir Path directory;

  @BeforeAll
  static void renewIfAsked() {
    if (Boolean.getBoolean("compatibility.renew")) {
      Records.TYPES.forEach(type -> COMMITTED.renew(CommittedSchemas.current(type)));
    }
  }

  @Test
  void everySchemaReadsWhatItsCommittedVersionWrote() {
    var faults =
        Records.TYPES.stream()
            .map(CommittedSchemas::current)
            .map(COMMITTED::fault)
            .flatMap(Optional::stream)
            .toList();

    assertThat(faults).isEmpty();
  }

  /**
   * Apps are upgraded one after another, and may go back: older ones meet what newer ones write.
   */
  @Test
  void everyCommittedSchemaReadsWhatItsCurrentVersionWrites() {
    var faults =
        Records.TYPES.stream()
            .map(CommittedSchemas::current)
            .map(COMMITTED::faultOfOlderReader)
            .flatMap(Optional::stream)
            .toList();

    assertThat(faults).isEmpty();
  }

  /** By it an older reader understands symbols that it does not know. */
  @Test
  void everyEnumHasADefault() {
    var without = new ArrayList<String>();
    var seen = new HashSet<String>();
    Records.TYPES.forEach(
        type -> collectEnumsWithoutDefault(CommittedSchemas.current(type), seen, without));

    assertThat(seen).hasSizeGreaterThan(Records.TYPES.size());
    assertThat(without).isEmpty();
  }

  @Test
  void aFieldThatIsGoneAndHadNoDefaultIsAFaultForOlderReaders() {
    var committed = new CommittedSchemas(directory);
    committed.renew(record("n", "m"));

    assertThat(committed.fault(record("n"))).isEmpty();
    assertThat(committed.faultOfOlderReader(record("n")).orElseThrow())
        .startsWith("A release that knows R as " + directory.resolve("R.avsc"))
        .contains("READER_FIELD_MISSING_DEFAULT_VALUE");
  }

  @Test
  void noCommittedSchemaIsWithoutACurrentOne() {
    assertThat(COMMITTED.names())
        .isEqualTo(Records.TYPES.stream().map(Class::getSimpleName).collect(Collectors.toSet()));
  }

  @Test
  void everyRecordFieldAndEnumSaysWhatItMeans() {
    var undocumented = new ArrayList<String>();
    var seen = new HashSet<String>();
    Records.TYPES.forEach(
        type -> collectUndocumented(CommittedSchemas.current(type), seen, undocumented));

    assertThat(undocumented).isEmpty();
  }

  @Test
  void aSchemaWithoutCommittedVersionIsAFaultThatSaysHowToWriteIt() {
    var committed = new CommittedSchemas(directory);

    assertThat(committed.fault(record("n")).orElseThrow())
        .startsWith("R has no committed version " + directory.resolve("R.avsc"))
        .contains("-Dcompatibility.renew=true");

    committed.renew(record("n"));
    assertThat(committed.fault(record("n"))).isEmpty();
    assertThat(committed.names()).containsExactly("R");
  }

  @Test
  void aNewFieldWithoutDefaultIsAFaultThatNoRenewalHides() {
    var committed = new CommittedSchemas(directory);
    committed.renew(record("n"));

    committed.renew(record("n", "m"));

    assertThat(committed.fault(record("n", "m")).orElseThrow())
        .startsWith("R cannot read what was written with " + directory.resolve("R.avsc"))
        .contains("READER_FIELD_MISSING_DEFAULT_VALUE");
  }

  private static Schema record(String... fields) {
    var record = SchemaBuilder.record("R").fields();
    for (var field : fields) {
      record = record.requiredInt(field);
    }
    return record.endRecord();
  }

  private static void collectUndocumented(Schema schema, Set<String> seen, List<String> faults) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          requireDoc(schema.getDoc(), schema.getFullName(), faults);
          for (var field : schema.getFields()) {
            requireDoc(field.doc(), schema.getFullName() + "." + field.name(), faults);
            collectUndocumented(field.schema(), seen, faults);
          }
        }
      }
      case ENUM -> requireDoc(schema.getDoc(), schema.getFullName(), faults);
      case ARRAY -> collectUndocumented(schema.getElementType(), seen, faults);
      case MAP -> collectUndocumented(schema.getValueType(), seen, faults);
      case UNION -> schema.getTypes().forEach(type -> collectUndocumented(type, seen, faults));
      default -> {
        // Primitive types have no documentation of their own.
      }
    }
  }

  private static void collectEnumsWithoutDefault(
      Schema schema, Set<String> seen, List<String> faults) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          schema
              .getFields()
              .forEach(field -> collectEnumsWithoutDefault(field.schema(), seen, faults));
        }
      }
      case ENUM -> {
        if (seen.add(schema.getFullName()) && schema.getEnumDefault() == null) {
          faults.add(schema.getFullName());
        }
      }
      case ARRAY -> collectEnumsWithoutDefault(schema.getElementType(), seen, faults);
      case MAP -> collectEnumsWithoutDefault(schema.getValueType(), seen, faults);
      case UNION ->
          schema.getTypes().forEach(type -> collectEnumsWithoutDefault(type, seen, faults));
      default -> {
        // Primitive types have no symbols.
      }
    }
  }

  private static void requireDoc(String doc, String name, List<String> faults) {
    if (doc == null || doc.isBlank()) {
      faults.add(name);
    }
  }
}
