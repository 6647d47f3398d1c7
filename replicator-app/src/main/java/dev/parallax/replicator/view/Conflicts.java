package dev.parallax.replicator.view;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Names of which regions applied one version with several contents. For several threads. */
final class Conflicts {
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /** Remembers whether the name is in conflict; whether that is new. */
  boolean set(String name, boolean conflict) {
    return conflict ? names.add(name) : names.remove(name);
  }

  int count() {
    return names.size();
  }
}
