package dev.parallax.replicator.registry;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.schemas.RegistryException;
import dev.parallax.schemas.SchemaRegistryClient;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * P6: a record is copied byte for byte, with the ids of its schemas in it. So every id that the
 * source uses must mean the same schema in the target's registry.
 *
 * @param source the source's registry
 * @param target the target's registry
 * @param client gives a client of a registry
 */
public record SchemaIds(
    SchemaRegistry source,
    SchemaRegistry target,
    Function<SchemaRegistry, SchemaRegistryClient> client) {

  /** Those of what comes from a region into the configuration's own. */
  public static SchemaIds of(
      ParallaxConfig config, String source, Function<SchemaRegistry, SchemaRegistryClient> client) {
    return new SchemaIds(config.in(source).schemaRegistry(), config.schemaRegistry(), client);
  }

  /**
   * Why these topics must not be copied; empty if they may. What is asked for are the schemas of
   * their keys and values by the names {@code <topic>-key} and {@code <topic>-value}: those under
   * other names are not known to belong to them.
   *
   * @throws RegistryException if a registry does not answer, so that it is not known
   */
  public Optional<String> difference(List<String> topics) {
    if (isOne()) {
      return Optional.empty();
    }
    try (var here = client.apply(target);
        var there = client.apply(source)) {
      for (var topic : topics) {
        for (int id : idsOf(topic, there)) {
          var difference = difference(topic, id, there.schemaById(id), here);
          if (difference.isPresent()) {
            return difference;
          }
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Why a record of this topic with this id must not be judged by the target's registry; empty if
   * it may. An id that the source's registry does not know either means nothing in both.
   *
   * @throws RegistryException if a registry does not answer, so that it is not known
   */
  public Optional<String> difference(String topic, int id) {
    if (isOne() || id < 0) {
      return Optional.empty();
    }
    try (var here = client.apply(target);
        var there = client.apply(source)) {
      var schema = known(id, there);
      return schema.flatMap(meant -> difference(topic, id, meant, here));
    }
  }

  private boolean isOne() {
    return source.urls().equals(target.urls());
  }

  private static Iterable<Integer> idsOf(String topic, SchemaRegistryClient there) {
    var ids = new TreeSet<>(there.idsOf(topic + "-key"));
    ids.addAll(there.idsOf(topic + "-value"));
    return ids;
  }

  private static Optional<Schema> known(int id, SchemaRegistryClient there) {
    try {
      return Optional.of(there.schemaById(id));
    } catch (RegistryException e) {
      return switch (e.kind()) {
        case NOT_FOUND, UNUSABLE -> Optional.empty();
        default -> throw e;
      };
    }
  }

  private Optional<String> difference(
      String topic, int id, Schema schema, SchemaRegistryClient here) {
    try {
      return schema.equals(here.schemaById(id))
          ? Optional.empty()
          : Optional.of(refusal(topic, id, "means another schema"));
    } catch (RegistryException e) {
      return switch (e.kind()) {
        case NOT_FOUND -> Optional.of(refusal(topic, id, "is unknown"));
        case UNUSABLE -> Optional.of(refusal(topic, id, "is unusable: " + e.getMessage()));
        default -> throw e;
      };
    }
  }

  private String refusal(String topic, int id, String what) {
    return ("schema id %d of topic %s %s in this region's registry %s (P6): let both regions use"
            + " one registry, or import the source's schemas with their ids from %s")
        .formatted(id, topic, what, target.urls().get(0), source.urls().get(0));
  }
}
