package dev.parallax.replicator.view;

import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.schemas.BadRecordException;
import dev.parallax.schemas.WireFormat;
import java.util.Optional;

/**
 * P6: a copy that cannot be read is only then of no use if this region's registry knows what its
 * writer's knows.
 */
@FunctionalInterface
public interface SchemaCheck {
  /** Nothing is wrong with any id: for regions that share a registry. */
  SchemaCheck NONE = (source, topic, id) -> Optional.empty();

  /**
   * Why an id cannot be judged here; empty if it can.
   *
   * @param source region that wrote the record
   * @param topic where it wrote it
   * @param id of the record's schema
   * @throws dev.parallax.schemas.RegistryException if a registry does not answer
   */
  Optional<String> difference(String source, String topic, int id);

  /**
   * Passes what is of no use for good.
   *
   * @param value of a record that cannot be read
   * @param unreadable why not
   * @throws KnownFault if it could be, once the registries agree: nothing may pass it until then,
   *     or this region would never have it
   */
  default void requireHopeless(
      String source, String topic, byte[] value, BadRecordException unreadable) {
    WireFormat.schemaId(value)
        .ifPresent(
            id ->
                difference(source, topic, id)
                    .ifPresent(
                        why -> {
                          throw new KnownFault(
                              why + "; the view of patterns waits at a record of " + source,
                              unreadable);
                        }));
  }
}
