package dev.parallax.schemas;

import org.apache.avro.Schema;

/**
 * Gives schemas ids and ids schemas. {@link SchemaRegistryClient} asks a real registry; {@link
 * InMemorySchemaRegistry} serves tests within one process.
 */
public interface SchemaRegistry {
  /**
   * The id of {@code schema} under {@code subject}, registering it if it is new there.
   *
   * @throws RegistryException INCOMPATIBLE if the registry's rule for the subject refuses it;
   *     UNREACHABLE, UNAUTHORISED or REFUSED otherwise
   */
  int register(String subject, Schema schema);

  /**
   * The id of {@code schema} under {@code subject}; registers nothing.
   *
   * @throws RegistryException NOT_FOUND if the subject or the schema is not there; UNREACHABLE,
   *     UNAUTHORISED or REFUSED otherwise
   */
  int lookup(String subject, Schema schema);

  /**
   * The schema with this id.
   *
   * @throws RegistryException NOT_FOUND if there is none; UNUSABLE if it is no Avro schema or
   *     refers to others; UNREACHABLE, UNAUTHORISED or REFUSED otherwise
   */
  Schema schemaById(int id);
}
