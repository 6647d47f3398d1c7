package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.RegionTraffic;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

class TrafficRowsTest {
  /**
   * Rows of the store {@code traffic} are records of the topic, which begin with the fingerprint of
   * their schema: one of another schema cannot be read, even where the topic's readers could. A
   * router with a changed record does not start on counts that were not reported yet. Let {@link
   * Traffic} read rows of both schemas before you change this.
   */
  @Test
  void areOfTheSchemaThatRunningRoutersHave() {
    assertThat(SchemaNormalization.parsingFingerprint64(RegionTraffic.getClassSchema()))
        .isEqualTo(-2568523020843624052L);
  }
}
