package dev.parallax.deploy.helm;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Finds what Kubernetes would not know: the model keeps it in {@code additionalProperties}. */
final class UnknownFields {
  private static final String MODEL = "io.fabric8.";
  private static final String UNKNOWN = "additionalProperties";

  private final List<String> found = new ArrayList<>();

  private UnknownFields() {}

  /** Paths of all of them, in an object and below. */
  static List<String> in(Object object) {
    var fields = new UnknownFields();
    fields.walk("", object);
    return fields.found;
  }

  private void walk(String path, Object value) {
    if (value instanceof Collection<?> items) {
      items.forEach(item -> walk(path + "[]", item));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> walk(path + "." + key, item));
    } else if (value != null && !value.getClass().isEnum() && isModel(value.getClass())) {
      for (Class<?> type = value.getClass(); isModel(type); type = type.getSuperclass()) {
        for (var field : type.getDeclaredFields()) {
          visit(path, value, field);
        }
      }
    }
  }

  private void visit(String path, Object owner, Field field) {
    if (Modifier.isStatic(field.getModifiers())) {
      return;
    }
    field.setAccessible(true);
    try {
      var value = field.get(owner);
      if (field.getName().equals(UNKNOWN)) {
        ((Map<?, ?>) value).keySet().forEach(key -> found.add(path + "." + key));
      } else {
        walk(path + "." + field.getName(), value);
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isModel(Class<?> type) {
    return type.getName().startsWith(MODEL);
  }
}
