package dev.parallax.health;

import dev.parallax.benchmarks.fuzz.AppTopology;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.failover.FailoverRules;
import dev.parallax.core.failover.FailoverState;
import dev.parallax.core.federation.Agreed;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.runtime.federation.Secrets;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;

/** The health application as it is made at its start, without what runs beside its topology. */
public final class HealthTopologies {
  private HealthTopologies() {}

  /** That of the configuration's current region. */
  public static AppTopology of(
      ParallaxConfig config, Secrets secrets, AvroCodecs codecs, TopicCatalogue topics) {
    var names = SystemTopics.of(config).stream().map(TopicSpec::name).collect(Collectors.toSet());
    var meters = new Meters(config.regionIds(), names, "0123456789abcdef");
    var parts =
        new HealthParts(
            config,
            topics,
            codecs,
            meters,
            new FleetCensus(),
            new RegionsWritten(System::currentTimeMillis),
            Seals.of(config, secrets),
            AgreedFormats.OF_THIS_RELEASE);
    parts.countFromZero();
    return new AppTopology(
        new HealthTopology(parts).build(),
        List.of(
            RegistrationStore.builder(),
            RegionStore.builder(),
            FailoverStore.builder(),
            AgreementStore.builder()),
        HealthService.PROPERTIES,
        meters);
  }

  /** What regions agree on before anything happened, as a ballot holds it. */
  public static ByteBuffer agreed(ParallaxConfig config) {
    return AgreedFormats.OF_THIS_RELEASE.write(
        new Agreed(Agreed.FIRST_FORMAT, FailoverState.begin(FailoverRules.of(config)), List.of()));
  }
}
