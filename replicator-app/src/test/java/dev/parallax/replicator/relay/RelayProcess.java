package dev.parallax.replicator.relay;

import dev.parallax.core.config.Kafka;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.streams.Instance;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A process that does nothing but write delayed outcomes, until it is ended. */
public final class RelayProcess {
  private RelayProcess() {}

  /**
   * Runs until it is ended.
   *
   * @param args instance, bootstrap servers, URL of the registry, topic prefix, partitions, delay
   *     in ms
   */
  public static void main(String[] args) throws InterruptedException {
    var topics = new TopicCatalogue(args[3], Integer.parseInt(args[4]));
    var lane = Lane.delayed(topics, Duration.ofMillis(Long.parseLong(args[5])));
    var instance = new Instance(args[3] + "replicator", args[0], Path.of("unused"));
    var registry = SchemaRegistryClient.builder(List.of(URI.create(args[2]))).build();
    var meters = new Meters(List.of(), Set.of(lane.target().name()), "hash");
    try (var loop =
        new LaneLoop(
            lane,
            new RelayClients(new Kafka(args[1], Map.of()), instance),
            new AvroCodecs(registry),
            meters)) {
      loop.start();
      System.out.println("writing outcomes");
      new CountDownLatch(1).await();
    }
  }
}
