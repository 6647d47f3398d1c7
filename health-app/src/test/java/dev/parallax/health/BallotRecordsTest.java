package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.events.BallotProposal;
import dev.parallax.events.FailoverBallot;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F8: a peer whose ballots cannot be read is one that is not heard, and ends nothing. */
class BallotRecordsTest {
  static Stream<byte[]> values() {
    byte[] ofAnotherRelease = {(byte) 0xC3, 0x01, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0};
    return Stream.of(new byte[0], "garbage of no kind".getBytes(UTF_8), ofAnotherRelease);
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueOfAnotherReleaseIsSaidToBeUnreadable(byte[] value) {
    var ballot =
        FailoverBallot.newBuilder()
            .setRegion("eu-west-1")
            .setTerm(1)
            .setBeat(1)
            .setMadeAt(1)
            .setAccepted(new BallotProposal(1L, 1L, ByteBuffer.wrap(value)))
            .build();

    assertThatThrownBy(() -> BallotRecords.ballot(ballot))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be read by this release");
  }
}
