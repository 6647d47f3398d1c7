package dev.parallax.core.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What may be a secret, judged by the name under which it stands, and by what it looks like. */
public final class Secrets {
  /** Stands for a secret, and is valid wherever one is. */
  public static final String MASK = "********";

  private static final String NAMES =
      "jaas|passw|passphrase|secret|token|credential|user\\.info|api.?key|(^|[._-])key$";
  private static final Pattern NAME = Pattern.compile(NAMES, Pattern.CASE_INSENSITIVE);

  /** In faults, whatever stands below {@code kafka.properties}: a misspelt name hides nothing. */
  private static final Pattern PATH =
      Pattern.compile("(^|\\.)kafka\\.properties\\.|" + NAMES, Pattern.CASE_INSENSITIVE);

  /** A URL with credentials, or a setting within a text, under whatever name it stands. */
  private static final Pattern VALUE =
      Pattern.compile(
          "://[^/\\s]*@"
              + "|(passw(or)?d|passphrase|secret|token|credentials?|api.?key)[\"']?\\s*[=:]\\s*\\S",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PROPERTIES = Pattern.compile("(^|\\.)kafka\\.properties\\.");
  private static final Pattern CONNECTION = Pattern.compile("(^|\\.)(kafka|schemaRegistry)\\.");
  private static final Pattern SERVERS = Pattern.compile("\\.bootstrap\\.?[sS]ervers$");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Secrets() {}

  /** Whether people write secrets at this path, even where only their names belong. */
  static boolean mayHold(String path) {
    return PATH.matcher(path).find();
  }

  /** Whether a text looks as if there were a secret in it. */
  static boolean isToldBy(String text) {
    return VALUE.matcher(text).find();
  }

  /**
   * Whether a value in the text of a configuration may be a secret: of properties of Kafka as
   * {@link #mask} judges, of the sections about connections whatever stands where only its name
   * belongs.
   *
   * @param path keys from the document's root, joined by dots
   */
  public static boolean isWrittenAt(String path, String value) {
    var properties = PROPERTIES.matcher(path);
    if (isToldBy(value) || (SERVERS.matcher(path).find() && value.contains("@"))) {
      return true;
    }
    if (properties.find()) {
      return isSecret(path.substring(properties.end()), value);
    }
    return CONNECTION.matcher(path).find()
        && NAME.matcher(path).find()
        && !(path.endsWith("Env") && VARIABLE.matcher(value).matches());
  }

  /** The properties in the order of their names, secrets masked. */
  public static Map<String, String> mask(Map<String, String> properties) {
    var masked = new TreeMap<>(properties);
    masked.replaceAll((name, value) -> isSecret(name, value) ? MASK : value);
    return masked;
  }

  private static boolean isSecret(String name, String value) {
    return NAME.matcher(name).find() || isToldBy(value);
  }
}
