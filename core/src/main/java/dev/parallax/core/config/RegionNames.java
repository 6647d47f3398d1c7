package dev.parallax.core.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The regions that are defined. Naming another is a fault (C3), unless the definitions themselves
 * could not be read: one fault does not cause a crowd.
 *
 * @param ids in order
 */
record RegionNames(List<String> ids) {

  /** The id of a defined region. */
  Optional<String> read(Cursor at) {
    return at.text().filter(id -> isDefined(at, id));
  }

  /** Ids of defined regions, at least one, each once; one may stand without brackets. */
  List<String> readSome(Cursor at) {
    var items = at.oneOrMany();
    if (items.isEmpty()) {
      at.refuse("C3", "names no region: name at least one");
    }
    var named = new ArrayList<String>();
    for (var item : items) {
      read(item).ifPresent(named::add);
    }
    return distinct(at, named);
  }

  /** Says that a region is not defined, if so. */
  boolean isDefined(Cursor at, String id) {
    if (ids.isEmpty() || ids.contains(id)) {
      return true;
    }
    at.refuse("C3", "is no defined region; " + Spelling.hint(id, ids));
    return false;
  }

  private static List<String> distinct(Cursor at, List<String> named) {
    Set<String> seen = new HashSet<>();
    for (var id : named) {
      if (!seen.add(id)) {
        at.refuse("C3", "names " + id + " twice: keep one");
      }
    }
    return named.stream().distinct().toList();
  }
}
