package dev.parallax.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.health.state.AgreedRow;
import dev.parallax.health.state.ConditionRow;
import dev.parallax.health.state.CouncilRow;
import dev.parallax.health.state.FailoverRow;
import dev.parallax.health.state.PendingRow;
import dev.parallax.health.state.RegionRow;
import dev.parallax.health.state.RegistrationRow;
import dev.parallax.health.state.TimesRow;
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
          RegistrationRow.getClassSchema(),
          TimesRow.getClassSchema());

  /**
   * A row begins with the fingerprint of its schema, and one of another schema cannot be read: an
   * app with a changed row does not start on the state that running systems have. Put what is new
   * into a row of its own, as {@link FailoverStore} did; or let the store read both versions, as
   * the router's RowCodec does, and hold both here. What regions agree on (AgreedRow, FailoverRow)
   * changes with a new format besides: add its schemas to {@code rows/}, and {@link AgreedFormats}
   * says when it is written.
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
                "RegistrationRow", "f6d71f0f67bdee9b",
                "TimesRow", "da33a1cd0cf562f8"));
  }

  @Test
  void theNewestFormatOfWhatIsAgreedHasAllThatTheRowsHave() {
    var newest =
        AgreedFormats.OF_THIS_RELEASE.formats().get(AgreedFormats.OF_THIS_RELEASE.newest() - 1);

    assertThat(fingerprint(newest.agreed())).isEqualTo(fingerprint(AgreedRow.getClassSchema()));
    assertThat(fingerprint(newest.failover())).isEqualTo(fingerprint(FailoverRow.getClassSchema()));
  }

  private static String fingerprint(Schema row) {
    return Long.toHexString(SchemaNormalization.parsingFingerprint64(row));
  }
}
