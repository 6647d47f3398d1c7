package dev.parallax.health;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** A release that writes what regions agree on with one field more in each row. */
final class LaterRelease {
  static final AgreedFormats FORMATS = formats();

  private LaterRelease() {}

  private static AgreedFormats formats() {
    var known = new ArrayList<>(AgreedFormats.OF_THIS_RELEASE.formats());
    var newest = known.get(known.size() - 1);
    known.add(
        new AgreedFormat(
            newest.number() + 1, withOneMore(newest.agreed()), withOneMore(newest.failover())));
    return new AgreedFormats(known);
  }

  private static Schema withOneMore(Schema row) {
    var fields = new ArrayList<Schema.Field>();
    fields.add(
        new Schema.Field("remark", Schema.create(Schema.Type.STRING), "What is new.", "none"));
    row.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    return Schema.createRecord(
        row.getName(), row.getDoc(), row.getNamespace(), false, List.copyOf(fields));
  }
}
