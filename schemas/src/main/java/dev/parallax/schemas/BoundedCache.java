package dev.parallax.schemas;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that forgets what was asked for least recently. Not for use by several threads without a
 * lock.
 */
final class BoundedCache<K, V> {
  private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final int capacity;

  BoundedCache(int capacity) {
    this.capacity = capacity;
  }

  V get(K key) {
    return entries.get(key);
  }

  void put(K key, V value) {
    entries.put(key, value);
    if (entries.size() > capacity) {
      removeEldest();
    }
  }

  void remove(K key) {
    entries.remove(key);
  }

  int size() {
    return entries.size();
  }

  private void removeEldest() {
    var eldest = entries.entrySet().iterator();
    eldest.next();
    eldest.remove();
  }

  @Override
  public String toString() {
    return Map.copyOf(entries).toString();
  }
}
