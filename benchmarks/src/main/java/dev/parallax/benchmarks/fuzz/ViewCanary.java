package dev.parallax.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.benchmarks.throughput.StateRecords;
import dev.parallax.events.PatternDefinition;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import java.util.Optional;

/** A new pattern is seen. */
record ViewCanary(AvroCodecs codecs, TopicCatalogue topics) implements Canary {
  @Override
  public Optional<String> fault(Driven driven, int number) {
    var name = "canary-" + number;
    var pattern =
        PatternDefinition.newBuilder(StateRecords.pattern())
            .setName(name)
            .setRegion(Names.HERE)
            .setUpdatedAt(driven.now())
            .build();
    var topic = topics.patterns();
    var value = codecs.encoder(topic.name(), PatternDefinition.class).encode(pattern);
    var input = Input.of(Read.own(topic, "canary"), name.getBytes(UTF_8), value, driven.now());
    boolean seen =
        driven.feed(input).stream()
            .anyMatch(
                one ->
                    one.topic().equals(topics.patternsView().name())
                        && name.equals(new String(one.record().key(), UTF_8)));
    return seen ? Optional.empty() : Optional.of("a new pattern is not in the view");
  }
}
