package dev.parallax.runtime.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.fleet.Health;
import dev.parallax.core.routing.Cause;
import dev.parallax.core.routing.Explanation;
import dev.parallax.core.routing.Reason;
import dev.parallax.core.routing.RegionExplanation;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Target;
import dev.parallax.core.routing.Unroutable;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.StateOffset;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionMappingTest {
  private static final List<StateOffset> SEEN = List.of(new StateOffset("parallax.agents", 3, 17L));

  @Test
  void writesWhereARequestGoes() {
    var routed =
        new Routed(List.of(new Target(0, "eu-west-1", "agent-1", 7)), explanation("classifier"));

    assertThat(DecisionMapping.record(routed, SEEN, 2_000, 1_000))
        .isEqualTo(
            RoutingDecision.newBuilder()
                .setExecutionId("e-1")
                .setAttempt(2)
                .setResult(DecisionResult.ROUTED)
                .setOrigin("us-east-1")
                .setPattern("classifier")
                .setPatternVersion("1.0.0")
                .setStrategy("latency")
                .setRule("affinity 3")
                .setRequiredCapabilities(List.of("a", "b"))
                .setTargets(List.of(new dev.parallax.events.Target(0, "eu-west-1", "agent-1", 7)))
                .setRegions(regions())
                .setConfigHash("0123456789ab")
                .setStateOffsets(SEEN)
                .setEpoch(4)
                .setDeadline(2_000)
                .setDecidedAt(1_000)
                .build());
  }

  @Test
  void writesWhyARequestGoesNowhere() {
    var nowhere =
        new Unroutable(Reason.RESIDENCY, "rule 1 keeps it", explanation("classifier"), true);

    var record = DecisionMapping.record(nowhere, SEEN, 2_000, 1_000);

    assertThat(record.getResult()).isEqualTo(DecisionResult.UNROUTABLE);
    assertThat(record.getReason()).isEqualTo("RESIDENCY");
    assertThat(record.getMessage()).isEqualTo("rule 1 keeps it");
    assertThat(record.getTargets()).isEmpty();
    assertThat(record.getRegions()).isEqualTo(regions());
  }

  @Test
  void leavesOutWhatThereIsNot() {
    var nowhere =
        new Unroutable(
            Reason.INVALID_REQUEST,
            "no such origin",
            new Explanation(
                "e-1",
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "latency",
                Optional.empty(),
                Set.of(),
                List.of(),
                "0123456789ab",
                0),
            false);

    assertThat(DecisionMapping.record(nowhere, List.of(), 2_000, 1_000))
        .isEqualTo(
            RoutingDecision.newBuilder()
                .setExecutionId("e-1")
                .setResult(DecisionResult.UNROUTABLE)
                .setReason("INVALID_REQUEST")
                .setMessage("no such origin")
                .setStrategy("latency")
                .setConfigHash("0123456789ab")
                .setDeadline(2_000)
                .setDecidedAt(1_000)
                .build());
  }

  @Test
  void writesRecordsThatSurviveTheWireFormat() {
    var codecs = new AvroCodecs(new InMemorySchemaRegistry());
    var routed = new Routed(List.of(new Target(0, "eu-west-1", "a", 7)), explanation("p"));
    var record = DecisionMapping.record(routed, SEEN, 2_000, 1_000);

    var bytes = codecs.encoder("parallax.decisions", RoutingDecision.class).encode(record);

    assertThat(codecs.decoder(RoutingDecision.class).decode(bytes)).isEqualTo(record);
  }

  private static Explanation explanation(String pattern) {
    return new Explanation(
        "e-1",
        2,
        Optional.of("us-east-1"),
        Optional.of(pattern),
        Optional.of("1.0.0"),
        "latency",
        Optional.of("affinity 3"),
        Set.of("b", "a"),
        List.of(
            new RegionExplanation(
                "eu-west-1",
                Cause.ELIGIBLE,
                0,
                Optional.empty(),
                OptionalDouble.of(35),
                OptionalDouble.of(85),
                OptionalDouble.of(0.5),
                3.5,
                4,
                1,
                Health.HEALTHY,
                1,
                Optional.of("comes back")),
            new RegionExplanation(
                "us-east-1",
                Cause.UNHEALTHY,
                0,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                0,
                1,
                Health.UNHEALTHY,
                0,
                Optional.empty())),
        "0123456789ab",
        4);
  }

  private static List<dev.parallax.events.RegionExplanation> regions() {
    return List.of(
        new dev.parallax.events.RegionExplanation(
            "eu-west-1",
            true,
            null,
            "chosen for 1 agent; comes back",
            35.0,
            85.0,
            0.5,
            3.5,
            4,
            "HEALTHY",
            1),
        new dev.parallax.events.RegionExplanation(
            "us-east-1", false, "R3", "it is UNHEALTHY", null, null, null, 0.0, 0, "UNHEALTHY", 0));
  }
}
