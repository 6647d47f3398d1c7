package dev.parallax.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.events.CapabilityCount;
import dev.parallax.events.RegionSummary;
import dev.parallax.events.SummaryObservation;
import dev.parallax.events.SummaryVerdict;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** F8: what no region can say of itself is not heard, whoever has its secret. */
class SummaryRecordsTest {
  private static final String LONG = "x".repeat(1_000_000);

  @Test
  void refusesFiguresThatCannotBe() {
    var faults =
        List.<Consumer<RegionSummary>>of(
            summary -> summary.setAgentsConnected(-1),
            summary -> summary.setAgentsConnected(Integer.MAX_VALUE),
            summary -> summary.setAgentsByCapability(Map.of("vision", -1)),
            summary -> summary.setAgentsByCapability(Map.of("vision", 4)),
            summary -> summary.setAgentsByCapability(Map.of(LONG, 1)),
            summary -> seen(summary).setLatencyMs(Double.NaN),
            summary -> seen(summary).setLatencyMs(-1.0),
            summary -> seen(summary).setLatencyMs(Double.POSITIVE_INFINITY),
            summary -> seen(summary).setFailures(-1),
            summary -> seen(summary).setSuccesses(Integer.MIN_VALUE));

    assertThat(faults)
        .allSatisfy(
            fault -> {
              var summary = summary();
              fault.accept(summary);
              assertThatThrownBy(() -> SummaryRecords.summary(summary))
                  .isInstanceOf(IllegalArgumentException.class);
            });
  }

  @Test
  void shortensWhatPeopleAreTold() {
    var summary = summary();
    summary.setAilment(LONG);
    seen(summary).setError(LONG);

    var read = SummaryRecords.summary(summary);

    assertThat(read.ailment().orElseThrow().text()).hasSizeLessThan(400);
    assertThat(read.sights().get("us-east-1").error().orElseThrow()).hasSizeLessThan(400);
  }

  private static SummaryObservation seen(RegionSummary summary) {
    return summary.getObservations().get(0);
  }

  private static RegionSummary summary() {
    return RegionSummary.newBuilder()
        .setRegion("eu-west-1")
        .setHealth("HEALTHY")
        .setServing("SERVING")
        .setAgentsConnected(3)
        .setAgentsByCapability(Map.of("vision", 3))
        .setGroups(List.of(new CapabilityCount(List.of("vision"), 3, 4_096L)))
        .setObservations(
            List.of(
                new SummaryObservation("us-east-1", SummaryVerdict.UP, 85.0, null, 0, 3, 1_000L)))
        .setMadeAt(1_000)
        .build();
  }
}
