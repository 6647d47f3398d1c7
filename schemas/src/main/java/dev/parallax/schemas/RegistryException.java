package dev.parallax.schemas;

/**
 * A registry could not or would not answer; the message says which one, about what, and what to do.
 */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why there is no answer. */
  public enum Kind {
    /** No registry answered, or only with errors of its own, within the time budget. */
    UNREACHABLE,
    /** The registry answered that there is no such schema or subject. */
    NOT_FOUND,
    /** The registry's compatibility rule of the subject refuses the schema. */
    INCOMPATIBLE,
    /** The registry wants other credentials, or these lack a right. */
    UNAUTHORISED,
    /** The schema is there, but is no Avro schema, or refers to others, which is not supported. */
    UNUSABLE,
    /** The registry refuses the question itself. */
    REFUSED
  }

  private final Kind kind;

  RegistryException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  RegistryException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Why there is no answer. */
  public Kind kind() {
    return kind;
  }

  /** Whether the same question may be answered later without anybody changing anything here. */
  public boolean retriable() {
    return kind == Kind.UNREACHABLE;
  }
}
