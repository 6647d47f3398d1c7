package dev.parallax.schemas;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificRecord;

/**
 * The last released version of every schema, one self-contained file each. The current one must
 * read what was written with it.
 */
record CommittedSchemas(Path directory) {
  static final String RENEW =
      "./mvnw -pl schemas -am test -Dtest=CompatibilityTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dcompatibility.renew=true";

  /** The current schema as it is registered. */
  static Schema current(Class<? extends SpecificRecord> type) {
    return RecordTypes.withoutJavaStrings(RecordTypes.schema(type));
  }

  /** What is wrong with this current schema; empty if nothing is. */
  Optional<String> fault(Schema current) {
    var file = file(current.getName());
    if (!Files.exists(file)) {
      return Optional.of(
          "%s has no committed version %s: if the record is new, write it with%n  %s"
              .formatted(current.getFullName(), file, RENEW));
    }
    return incompatibility(current, file);
  }

  private static Optional<String> incompatibility(Schema current, Path file) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(current, read(file));
    return result.getType() == SchemaCompatibilityType.COMPATIBLE
        ? Optional.empty()
        : Optional.of(
            ("%s cannot read what was written with %s: %s%n"
                    + "Give new fields a default, keep the types of old ones and the symbols of enums."
                    + " If no record of the old version can exist anywhere, delete the file and run%n  %s")
                .formatted(
                    current.getFullName(), file, result.getResult().getIncompatibilities(), RENEW));
  }

  /**
   * What a reader of the committed version would not understand of what the current one writes;
   * empty if it reads it all, or if there is no committed version.
   */
  Optional<String> faultOfOlderReader(Schema current) {
    var file = file(current.getName());
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var result = SchemaCompatibility.checkReaderWriterCompatibility(read(file), current);
    return result.getType() == SchemaCompatibilityType.COMPATIBLE
        ? Optional.empty()
        : Optional.of(
            "A release that knows %s as %s cannot read what this one writes: %s"
                .formatted(current.getFullName(), file, result.getResult().getIncompatibilities()));
  }

  /** Names of committed schemas. */
  Set<String> names() {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.avsc$", ""))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the current schema the committed one, unless it cannot read what that wrote. */
  void renew(Schema current) {
    var file = file(current.getName());
    if (!Files.exists(file) || incompatibility(current, file).isEmpty()) {
      try {
        Files.createDirectories(directory);
        Files.writeString(
            file, new ObjectMapper().readTree(current.toString()).toPrettyString() + "\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Path file(String name) {
    return directory.resolve(name + ".avsc");
  }

  private static Schema read(Path file) {
    try {
      return new Schema.Parser().parse(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
