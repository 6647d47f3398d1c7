package dev.parallax.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.HeartbeatStatus;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A new agent's heartbeat makes it known, and the state of regions is told every half minute. */
record HealthCanary(AvroCodecs codecs, TopicCatalogue topics) implements Canary {
  private static final Duration REFRESH = Duration.ofSeconds(31);

  @Override
  public Optional<String> fault(Driven driven, int number) {
    var agent = "canary-" + number;
    var beat =
        AgentHeartbeat.newBuilder()
            .setAgentId(agent)
            .setIncarnation("1")
            .setPartition(0)
            .setRegion(Names.HERE)
            .setCapabilities(List.of())
            .setStatus(HeartbeatStatus.CONNECTED)
            .setLoad(0)
            .setMaxConcurrency(1)
            .setInFlight(0)
            .setSentAt(driven.now())
            .build();
    var topic = topics.heartbeats();
    var value = codecs.encoder(topic.name(), AgentHeartbeat.class).encode(beat);
    var input = Input.of(Read.own(topic, "canary"), agent.getBytes(UTF_8), value, driven.now());
    if (!tells(driven.feed(input), topics.agents().name(), agent)) {
      return Optional.of("a new agent's heartbeat did not make it known");
    }
    return tells(driven.pass(REFRESH), topics.regions().name(), Names.HERE)
        ? Optional.empty()
        : Optional.of("the state of the region was not told for " + REFRESH);
  }

  private static boolean tells(List<Driven.Written> written, String topic, String key) {
    return written.stream()
        .anyMatch(
            one ->
                one.topic().equals(topic)
                    && one.record().value() != null
                    && key.equals(new String(one.record().key(), UTF_8)));
  }
}
