package dev.parallax.client;

import dev.parallax.schemas.SchemaRegistry;
import dev.parallax.schemas.SchemaRegistryClient;
import org.apache.avro.Schema;

/** A registry's client that was opened for one cluster and ends with it; others are left open. */
record OwnedRegistry(SchemaRegistryClient client) implements SchemaRegistry, AutoCloseable {
  @Override
  public int register(String subject, Schema schema) {
    return client.register(subject, schema);
  }

  @Override
  public int lookup(String subject, Schema schema) {
    return client.lookup(subject, schema);
  }

  @Override
  public Schema schemaById(int id) {
    return client.schemaById(id);
  }

  @Override
  public void close() {
    client.close();
  }
}
