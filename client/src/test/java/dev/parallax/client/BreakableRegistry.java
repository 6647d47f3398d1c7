package dev.parallax.client;

import dev.parallax.schemas.SchemaRegistry;
import org.apache.avro.Schema;

/** A registry that gives no schema while it is broken. */
final class BreakableRegistry implements SchemaRegistry {
  private final SchemaRegistry whole;
  private volatile Runnable breaking = () -> {};

  BreakableRegistry(SchemaRegistry whole) {
    this.whole = whole;
  }

  void breakWith(Error fault) {
    breaking =
        () -> {
          throw fault;
        };
  }

  void breakWith(RuntimeException fault) {
    breaking =
        () -> {
          throw fault;
        };
  }

  void heal() {
    breaking = () -> {};
  }

  @Override
  public int register(String subject, Schema schema) {
    return whole.register(subject, schema);
  }

  @Override
  public int lookup(String subject, Schema schema) {
    return whole.lookup(subject, schema);
  }

  @Override
  public Schema schemaById(int id) {
    breaking.run();
    return whole.schemaById(id);
  }
}
