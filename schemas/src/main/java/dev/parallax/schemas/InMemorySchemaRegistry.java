package dev.parallax.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * A registry for tests and benchmarks: its ids, from 1, end with the object, and it checks no
 * compatibility. Safe for use by several threads.
 */
public final class InMemorySchemaRegistry implements SchemaRegistry {
  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, Set<Integer>> idsBySubject = new HashMap<>();

  /** An empty registry. */
  public InMemorySchemaRegistry() {}

  @Override
  public synchronized int register(String subject, Schema schema) {
    int id = schemas.indexOf(schema) + 1;
    if (id == 0) {
      schemas.add(schema);
      id = schemas.size();
    }
    idsBySubject.computeIfAbsent(subject, any -> new HashSet<>()).add(id);
    return id;
  }

  @Override
  public synchronized int lookup(String subject, Schema schema) {
    int id = schemas.indexOf(schema) + 1;
    if (!idsBySubject.getOrDefault(subject, Set.of()).contains(id)) {
      throw new RegistryException(
          RegistryException.Kind.NOT_FOUND,
          "subject " + subject + " has no schema " + schema.getFullName());
    }
    return id;
  }

  @Override
  public synchronized Schema schemaById(int id) {
    if (id < 1 || id > schemas.size()) {
      throw new RegistryException(RegistryException.Kind.NOT_FOUND, "no schema has id " + id);
    }
    return schemas.get(id - 1);
  }
}
