package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.events.BallotProposal;
import dev.parallax.events.FailoverBallot;
import dev.parallax.health.state.AgreedRow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F8: a peer whose ballots cannot be read is one that is not heard, and ends nothing. */
class BallotRecordsTest {
  static Stream<byte[]> values() {
    byte[] ofAnotherRelease = {(byte) 0xC3, 0x01, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0};
    return Stream.of(
        new byte[0],
        "garbage of no kind".getBytes(UTF_8),
        ofAnotherRelease,
        row(AgreedRow.getClassSchema(), Integer.MAX_VALUE - 64),
        row(AgreedRow.getClassSchema(), -1));
  }

  /** A row that begins with a field of this length, and has no more than it. */
  private static byte[] row(Schema schema, int length) {
    var out = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 0xC3).put((byte) 0x01);
    out.putLong(SchemaNormalization.parsingFingerprint64(schema));
    for (long left = ((long) length << 1) ^ (length >> 31); ; left >>>= 7) {
      if (left >>> 7 == 0) {
        return out.put((byte) left).array();
      }
      out.put((byte) ((left & 0x7F) | 0x80));
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueThatIsNotOfItsFormatIsSaidToBeUnreadable(byte[] value) {
    var ballot =
        FailoverBallot.newBuilder()
            .setRegion("eu-west-1")
            .setTerm(1)
            .setBeat(1)
            .setMadeAt(1)
            .setAccepted(new BallotProposal(1L, 1L, ByteBuffer.wrap(value), 1))
            .build();

    assertThatThrownBy(() -> new BallotRecords(AgreedFormats.OF_THIS_RELEASE).ballot(ballot))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its value is not of the format 1 that it names");
  }
}
