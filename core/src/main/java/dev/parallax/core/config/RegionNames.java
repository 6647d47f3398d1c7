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

  /** Refuses a key that is the id of no defined region. */
  void checkKey(Cursor at, String id) {
    if (!isKnown(id)) {
      at.say("C3", id + " " + undefined(id));
    }
  }

  private boolean isDefined(Cursor at, String id) {
    if (!isKnown(id)) {
      at.refuse("C3", undefined(id));
    }
    return isKnown(id);
  }

  private boolean isKnown(String id) {
    return ids.isEmpty() || ids.contains(id);
  }

  private String undefined(String id) {
    return "is no defined region; " + Spelling.hint(id, ids);
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
