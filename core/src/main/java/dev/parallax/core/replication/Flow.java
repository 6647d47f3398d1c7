package dev.parallax.core.replication;

import java.util.Objects;

/**
 * One direction in which records are copied. Written {@code source>target}.
 *
 * @param source region whose cluster is read
 * @param target region whose cluster gets the copies, and in which the copying runs
 */
public record Flow(String source, String target) {
  private static final char TO = '>';

  /**
   * A flow between two regions.
   *
   * @throws IllegalArgumentException if both are the same
   */
  public Flow {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    if (source.equals(target)) {
      throw new IllegalArgumentException("a flow from " + source + " to itself");
    }
  }

  /**
   * The flow of this name.
   *
   * @throws IllegalArgumentException if it is not written {@code source>target}
   */
  public static Flow of(String name) {
    int at = name.indexOf(TO);
    if (at < 1 || at == name.length() - 1 || name.indexOf(TO, at + 1) >= 0) {
      throw new IllegalArgumentException(
          "flow \"" + name + "\": written source>target, such as us-east-1>eu-west-1");
    }
    return new Flow(name.substring(0, at), name.substring(at + 1));
  }

  /** Its name. */
  public String name() {
    return source + TO + target;
  }

  @Override
  public String toString() {
    return name();
  }
}
