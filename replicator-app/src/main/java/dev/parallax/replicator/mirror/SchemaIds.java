package dev.parallax.replicator.mirror;

import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.schemas.RegistryException;
import dev.parallax.schemas.SchemaRegistryClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * P6: a record is copied byte for byte, with the id of its schema in it. So every id that the
 * source uses must mean the same schema in the target's registry.
 *
 * @param source the source's registry
 * @param target the target's registry
 * @param client gives a client of a registry
 */
record SchemaIds(
    SchemaRegistry source,
    SchemaRegistry target,
    Function<SchemaRegistry, SchemaRegistryClient> client) {

  /**
   * Why these topics must not be copied; empty if they may.
   *
   * @throws RegistryException if a registry does not answer, so that it is not known
   */
  Optional<String> difference(List<String> topics) {
    if (source.urls().equals(target.urls())) {
      return Optional.empty();
    }
    try (var here = client.apply(target);
        var there = client.apply(source)) {
      for (var topic : topics) {
        for (int id : there.idsOf(topic + "-value")) {
          var difference = difference(topic, id, there, here);
          if (difference.isPresent()) {
            return difference;
          }
        }
      }
      return Optional.empty();
    }
  }

  private Optional<String> difference(
      String topic, int id, SchemaRegistryClient there, SchemaRegistryClient here) {
    var schema = there.schemaById(id);
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
    return ("schema id %d of topic %s %s in this region's registry %s (P6): let both regions use one"
            + " registry, or import the source's schemas with their ids from %s")
        .formatted(id, topic, what, target.urls().get(0), source.urls().get(0));
  }
}
