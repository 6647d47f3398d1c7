package dev.parallax.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/** Schemas of the generated classes. */
final class RecordTypes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STRING_CLASS = "avro.java.string";

  static {
    trustOurRecords();
  }

  /** Makes sure that Avro trusts our records, also where they are built before they are coded. */
  static void prepare() {
    // Done when this class is initialised.
  }

  private RecordTypes() {}

  /** Avro makes instances only of classes that are trusted; whatever else is trusted stays so. */
  private static void trustOurRecords() {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getName().startsWith("dev.parallax.")));
  }

  static Schema schema(Class<?> type) {
    return SpecificData.get().getSchema(type);
  }

  /**
   * A writer that uses the generated classes' own code in place of walking through the schema: half
   * the time.
   */
  static <T extends SpecificRecord> DatumWriter<T> writer(Schema schema) {
    var data = SpecificData.getForSchema(schema);
    data.setCustomCoders(true);
    return new SpecificDatumWriter<>(schema, data);
  }

  /** A slower writer, whose exceptions name the field. */
  static <T extends SpecificRecord> DatumWriter<T> namingWriter(Schema schema) {
    return new SpecificDatumWriter<>(schema, new SpecificData());
  }

  /**
   * The schema as it stands in its {@code .avsc} file, without what the Java generator adds: so a
   * producer in any language that registers that file gets the same id.
   */
  static Schema withoutJavaStrings(Schema schema) {
    try {
      return new Schema.Parser()
          .parse(withoutJavaStrings(JSON.readTree(schema.toString())).toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro printed a schema that is no JSON: " + schema, e);
    }
  }

  private static JsonNode withoutJavaStrings(JsonNode node) {
    if (node instanceof ObjectNode object && object.has(STRING_CLASS)) {
      object.remove(STRING_CLASS);
      if (object.size() == 1) {
        return object.get("type");
      }
    }
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        field.setValue(withoutJavaStrings(field.getValue()));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, withoutJavaStrings(array.get(i)));
      }
    }
    return node;
  }
}
