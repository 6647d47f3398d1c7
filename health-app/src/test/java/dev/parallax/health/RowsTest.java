package dev.parallax.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.health.state.AgreedRow;
import dev.parallax.health.state.ConditionRow;
import dev.parallax.health.state.CouncilRow;
import dev.parallax.health.state.FailoverRow;
import dev.parallax.health.state.PendingRow;
import dev.parallax.health.state.RegionRow;
import dev.parallax.health.state.RegistrationRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final List<Schema> ROWS =
      List.of(
          AgreedRow.getClassSchema(),
          CouncilRow.getClassSchema(),
          PendingRow.getClassSchema(),
          ConditionRow.getClassSchema(),
          FailoverRow.getClassSchema(),
          RegionRow.getClassSchema(),
          RegistrationRow.getClassSchema());

  /**
   * A row begins with the fingerprint of its schema, and one of another schema cannot be read: an
   * app with a changed row does not start on the state that running systems have. Put what is new
   * into a row of its own, as {@link FailoverStore} did; or let the store read both versions, as
   * the router's RowCodec does, and hold both here. What regions agree on (AgreedRow, FailoverRow)
   * is read by all of them besides: one that does not know the schema ignores the ballots of those
   * that write it.
   */
  @Test
  void areOfTheSchemasThatRunningSystemsHave() {
    var fingerprints = new TreeMap<String, String>();
    ROWS.forEach(row -> fingerprints.put(row.getName(), fingerprint(row)));

    assertThat(fingerprints)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "AgreedRow", "f234bdc9e49eac51",
                "CouncilRow", "ec4b00e77149b964",
                "PendingRow", "d0fe4b7c2385d297",
                "ConditionRow", "786e3316cc56b3b8",
                "FailoverRow", "b3c0e64984bfb57d",
                "RegionRow", "d746bd178d6dbc99",
                "RegistrationRow", "f6d71f0f67bdee9b"));
  }

  private static String fingerprint(Schema row) {
    return Long.toHexString(SchemaNormalization.parsingFingerprint64(row));
  }
}
