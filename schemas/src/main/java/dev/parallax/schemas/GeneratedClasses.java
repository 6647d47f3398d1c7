package dev.parallax.schemas;

import java.util.List;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * How Avro treats the classes that are generated for Parallax: records of topics, rows of stores.
 */
public final class GeneratedClasses {
  static {
    // Avro makes instances only of classes that are trusted; whatever else is trusted stays so.
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getName().startsWith("dev.parallax.")));
  }

  private GeneratedClasses() {}

  /** Makes sure that Avro trusts them all, also where they are built before they are coded. */
  public static void trust() {
    // Done when this class is initialised.
  }

  /**
   * Trusts them all, and lets these be written by their own code in place of walking through the
   * schema: half the time. Exceptions then do not name the field.
   */
  public static void writeByOwnCode(List<Class<? extends SpecificRecord>> types) {
    types.forEach(type -> writeByOwnCode(SpecificData.getForClass(type)));
  }

  static SpecificData writeByOwnCode(SpecificData data) {
    data.setCustomCoders(true);
    return data;
  }
}
