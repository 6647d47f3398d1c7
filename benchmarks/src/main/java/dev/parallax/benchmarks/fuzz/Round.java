package dev.parallax.benchmarks.fuzz;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.health.HealthTopologies;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.Schema;

/** One app and some thousand inputs, all of which follow from a seed. */
final class Round {
  private static final int CANARY_EVERY = 2_000;
  private static final int ERA = 5_000;

  /** What other records refer to. */
  private static final Set<String> ANSWERED =
      Set.of(
          "ExecutionTask", "ForwardedPart", "ReturnedPart", "FailoverBallot", "PatternPublication");

  private final long seed;
  private final FuzzedApp app;
  private final SplittableRandom random;
  private final ParallaxConfig config;
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroCodecs codecs = new AvroCodecs(registry);
  private final TopicCatalogue topics = new TopicCatalogue("parallax.", 1);
  private final boolean hostileClocks;
  private final Names names;
  private final Harvest harvest;
  private final Map<String, Schema> harvested = new HashMap<>();
  private final List<Read> reads;
  private final Path directory;

  /**
   * @param topic the only kind of topic that is fed; empty = all that the app reads
   * @param directory an empty one
   */
  Round(long seed, FuzzedApp app, Optional<String> topic, Path directory) {
    this.seed = seed;
    this.app = app;
    this.directory = directory;
    this.random = new SplittableRandom(seed);
    this.config = app.config(World.ROUTINGS.get(random.nextInt(World.ROUTINGS.size())));
    this.hostileClocks = random.nextInt(4) == 0;
    this.names = new Names(random);
    this.harvest = new Harvest(random);
    this.reads =
        app.reads(config, topics).stream()
            .filter(read -> topic.isEmpty() || read.kind().startsWith(topic.get()))
            .toList();
    for (var spec : SystemTopics.of(config)) {
      codecs.prepare(spec);
      spec.value()
          .filter(schema -> ANSWERED.contains(schema.getName()))
          .ifPresent(schema -> harvested.put(spec.name(), schema));
    }
  }

  boolean isEmpty() {
    return reads.isEmpty();
  }

  /**
   * Feeds them.
   *
   * @return what stopped the app, if anything did
   */
  Optional<Crash> run(int inputs, Tally tally) {
    try (var driven = open("round")) {
      return run(inputs, tally, driven);
    }
  }

  private Driven open(String state) {
    return new Driven(
        app.topology(config, codecs, topics),
        topicsOfCluster(),
        directory.resolve(state),
        hostileClocks);
  }

  private List<TopicSpec> topicsOfCluster() {
    return SystemTopics.of(config);
  }

  private Optional<Crash> run(int inputs, Tally tally, Driven driven) {
    var records =
        new Records(
            random,
            registry,
            new Plausible(random, names, driven::now),
            HealthTopologies.agreed(config));
    var mutations =
        new Mutations(
            random, new Made(random, records, harvest), records, reads, driven::now, hostileClocks);
    var seal = new Seal(config);
    var canary = app.canary(codecs, topics);
    for (int number = 1; number <= inputs; number++) {
      var read = reads.get(random.nextInt(reads.size()));
      var input = mutations.next(read);
      input = random.nextInt(20) == 0 ? input : seal.of(input);
      try {
        var written = driven.feed(input);
        tally.fed(app.name(), read, written);
        written.forEach(this::harvest);
        pass(driven);
        checkAlive(canary, driven, number, inputs);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError why) {
        tally.crashed(app.name(), read);
        return Optional.of(new Crash(seed, app, number, input, isAlone(input), why));
      }
      if (number % ERA == 0) {
        names.nextEra();
      }
    }
    return Optional.empty();
  }

  private void harvest(Driven.Written written) {
    var schema = harvested.get(written.topic());
    if (schema != null
        && written.record().value() != null
        && !written.topic().endsWith("decisions")) {
      harvest.keep(schema, written.record().value());
    }
  }

  private void pass(Driven driven) {
    if (random.nextInt(20) == 0) {
      driven.pass(Duration.ofMillis(10 + random.nextInt(400))).forEach(this::harvest);
    } else if (random.nextInt(2_000) == 0) {
      driven.pass(Duration.ofSeconds(20 + random.nextInt(40))).forEach(this::harvest);
    } else if (random.nextInt(40_000) == 0) {
      driven.pass(Duration.ofHours(2));
    }
  }

  /** Where the broker's own clock is wrong, nothing more is asked than not to stop. */
  private void checkAlive(Canary canary, Driven driven, int number, int inputs) {
    if (!hostileClocks && (number % CANARY_EVERY == 0 || number == inputs)) {
      canary
          .fault(driven, number)
          .ifPresent(
              fault -> {
                throw new AssertionError(fault);
              });
    }
  }

  private boolean isAlone(Input input) {
    try (var driven = open("alone")) {
      driven.feed(input);
      driven.pass(Duration.ofSeconds(1));
      return false;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return true;
    }
  }
}
