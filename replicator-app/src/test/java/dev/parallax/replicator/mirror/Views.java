package dev.parallax.replicator.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.PatternDefinition;
import dev.parallax.events.PatternPublication;
import dev.parallax.events.PublicationKind;
import dev.parallax.replicator.view.SchemaCheck;
import dev.parallax.replicator.view.ViewParts;
import dev.parallax.replicator.view.ViewTopology;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.streams.Instance;
import dev.parallax.runtime.streams.StreamsApp;
import dev.parallax.runtime.streams.StreamsProperties;
import dev.parallax.schemas.TopicSpec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The views of patterns in all regions of a federation, each by a topology of its own. */
final class Views implements AutoCloseable {
  private final Federation federation;
  private final List<StreamsApp> apps = new ArrayList<>();
  private final List<Meters> meters = new ArrayList<>();

  Views(Federation federation, Path directory) {
    this.federation = federation;
    for (var region : federation.clusters.regions()) {
      federation.clusters.broker(region).createTopics(List.of(federation.topics.deadLetters()));
      start(region, directory);
    }
  }

  private void start(String region, Path directory) {
    var meter = new Meters(federation.clusters.regions(), Set.of(), "h");
    meters.add(meter);
    var parts =
        ViewParts.of(
            federation.config(region),
            federation.topics,
            federation.codecs,
            meter,
            SchemaCheck.NONE);
    var instance =
        new Instance(federation.name("replicator"), region, directory.resolve("state-" + region));
    var servers = federation.clusters.broker(region).bootstrapServers();
    var app =
        new StreamsApp(
            new ViewTopology(parts).build(),
            StreamsProperties.of(instance, servers, Map.of(), Map.of()),
            instance);
    apps.add(app);
    app.start();
  }

  /** What a region's routers know, deletions included. */
  Map<String, PatternDefinition> of(String region) {
    return of(federation, region);
  }

  /** The same, whoever writes the view. */
  static Map<String, PatternDefinition> of(Federation federation, String region) {
    var view = new TreeMap<String, PatternDefinition>();
    var decoder = federation.codecs.decoder(PatternDefinition.class);
    for (var record : federation.clusters.read(region, federation.topics.patternsView().name())) {
      var name = new String(record.key(), UTF_8);
      if (record.value() == null) {
        view.remove(name);
      } else {
        view.put(name, decoder.decode(record.value()));
      }
    }
    return view;
  }

  /** What a region says of a publication. */
  List<PublicationKind> said(String region, String id) {
    return kinds(region, federation.topics.publications().name(), id);
  }

  /** What of it has reached another region. */
  List<PublicationKind> heard(String region, String source, String id) {
    var topic = federation.topics.publications().name();
    return kinds(region, federation.copy(source, topic), id);
  }

  private List<PublicationKind> kinds(String region, String topic, String id) {
    var said = new ArrayList<PublicationKind>();
    try (var latest =
        new Latest<>(
            federation.clusters.local(region),
            topic,
            federation.codecs.decoder(PatternPublication.class))) {
      latest.readToEnd(
          publication -> {
            if (publication.getId().equals(id)) {
              said.add(publication.getKind());
            }
          });
    }
    return said;
  }

  void propose(String region, String id, PatternDefinition definition, long timeoutMs) {
    var value =
        federation
            .codecs
            .encoder(federation.patterns(), PatternDefinition.class)
            .encode(definition);
    var publication =
        PatternPublication.newBuilder()
            .setId(id)
            .setName(definition.getName())
            .setKind(PublicationKind.PROPOSE)
            .setRegion(region)
            .setDefinition(ByteBuffer.wrap(value))
            .setTimeoutMs(timeoutMs)
            .setAt(0)
            .build();
    write(
        federation,
        region,
        federation.topics.publications(),
        definition.getName(),
        publication,
        PatternPublication.class);
  }

  static void apply(Federation federation, String region, PatternDefinition definition) {
    write(
        federation,
        region,
        federation.topics.patterns(),
        definition.getName(),
        definition,
        PatternDefinition.class);
  }

  private static <T extends SpecificRecord> void write(
      Federation federation, String region, TopicSpec topic, String key, T value, Class<T> type) {
    try (var producer = federation.clusters.local(region).producer()) {
      var bytes = federation.codecs.encoder(topic.name(), type).encode(value);
      producer.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), bytes)).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    apps.forEach(StreamsApp::close);
    meters.forEach(Meters::close);
  }
}
