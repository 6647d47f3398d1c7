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

/** Schemas of the generated classes. */
final class RecordTypes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STRING_CLASS = "avro.java.string";

  static {
    GeneratedClasses.trust();
  }

  private RecordTypes() {}

  static Schema schema(Class<?> type) {
    return SpecificData.get().getSchema(type);
  }

  /** A writer by the class's own code. */
  static <T extends SpecificRecord> DatumWriter<T> writer(Schema schema) {
    return new SpecificDatumWriter<>(
        schema, GeneratedClasses.writeByOwnCode(SpecificData.getForSchema(schema)));
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
