package dev.parallax.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.failover.Failover;
import dev.parallax.core.failover.FailoverRules;
import dev.parallax.core.failover.Notice;
import dev.parallax.core.federation.Agreed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one release writes of what regions agree on, and what another one reads of it (F8). */
class AgreedFormatsTest {
  private static final AgreedFormats OLD = AgreedFormats.OF_THIS_RELEASE;
  private static final AgreedFormats NEW = LaterRelease.FORMATS;

  private static Agreed agreed(int format) {
    var rules = FailoverRules.of(Events.federated("us-east-1"));
    var notice =
        new Notice(
            "failover-1",
            1,
            Notice.Kind.FAILOVER,
            Optional.of("us-east-1"),
            Optional.of("eu-west-1"),
            "us-east-1 is UNHEALTHY (F2)",
            Notice.AUTOMATIC,
            Optional.empty(),
            List.of(),
            1_234);
    return new Agreed(
        format, new Failover(rules).begin(Optional.empty(), 5).state(), List.of(notice));
  }

  @Test
  void bothReleasesWriteTheOldFormatAlikeAndReadIt() {
    var written = NEW.write(agreed(1));

    assertThat(written).isEqualTo(OLD.write(agreed(1)));
    assertThat(OLD.read(1, written)).isEqualTo(agreed(1));
    assertThat(NEW.read(1, written)).isEqualTo(agreed(1));
  }

  @Test
  void theNewReleaseReadsItsOwnFormat() {
    var written = NEW.write(agreed(2));

    assertThat(written).isNotEqualTo(OLD.write(agreed(1)));
    assertThat(NEW.read(2, written)).isEqualTo(agreed(2));
  }

  @Test
  void theOldReleaseSaysThatTheNewFormatNeedsAnUpgrade() {
    var written = NEW.write(agreed(2));

    assertThatThrownBy(() -> OLD.read(2, written))
        .isInstanceOf(AgreedFormats.NewerFormatException.class)
        .hasMessage(
            "its value is of format 2, and the newest that this release understands is 1: upgrade"
                + " this region");
  }

  @Test
  void whatIsKeptForAllReleasesIsReadByTheOldest() {
    assertThat(OLD.read(Agreed.FIRST_FORMAT, NEW.writeForAll(agreed(2)))).isEqualTo(agreed(1));
  }

  @Test
  void aValueThatIsNotOfTheFormatThatItNamesIsUnreadable() {
    assertThatThrownBy(() -> NEW.read(1, NEW.write(agreed(2))))
        .isInstanceOf(IllegalArgumentException.class)
        .isNotInstanceOf(AgreedFormats.NewerFormatException.class);
    assertThatThrownBy(() -> NEW.read(0, NEW.write(agreed(1))))
        .hasMessageContaining("format 0, which is none");
  }
}
