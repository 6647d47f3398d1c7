package dev.parallax.runtime.input;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * JSON (RFC 8259) told anew, as a tree that keeps every key however often it stands. For short
 * texts.
 */
final class NaiveJson {
  /** A value; of one that is no object the members have no keys. */
  record Node(char kind, List<Member> members) {
    /** How deep objects and arrays nest. */
    int depth() {
      int inner = members.stream().mapToInt(member -> member.value.depth()).max().orElse(0);
      return kind == '{' || kind == '[' ? inner + 1 : 0;
    }
  }

  /** A member of an object or an array. */
  record Member(String key, Node value) {}

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Pattern STRING =
      Pattern.compile("\"([^\"\\\\\\x00-\\x1f]|\\\\([\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*\"");
  private static final Pattern WORD = Pattern.compile("true|false|null");
  private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\r]*");

  private final String text;
  private int at;

  private NaiveJson(String text) {
    this.text = text;
  }

  /**
   * The one value that the text is.
   *
   * @throws IllegalArgumentException if it is none, or more
   */
  static Node parse(String text) {
    var json = new NaiveJson(text);
    var value = json.value();
    json.take(SPACE);
    if (json.at < text.length()) {
      throw new IllegalArgumentException("more than one value");
    }
    return value;
  }

  /** Whether a key on the way to the path, or at its end, stands twice in its object. */
  static boolean isAmbiguous(Node node, String path) {
    if (node.kind != '{') {
      return false;
    }
    int dot = path.indexOf('.');
    var key = dot < 0 ? path : path.substring(0, dot);
    var found = node.members.stream().filter(member -> member.key.equals(key)).toList();
    return found.size() > 1
        || (dot >= 0
            && found.stream()
                .anyMatch(member -> isAmbiguous(member.value, path.substring(dot + 1))));
  }

  private Node value() {
    take(SPACE);
    char first = at < text.length() ? text.charAt(at) : ' ';
    if (first == '{' || first == '[') {
      at++;
      return new Node(first, members(first == '{'));
    }
    if (take(STRING) == null && take(NUMBER) == null && take(WORD) == null) {
      throw new IllegalArgumentException("no value");
    }
    return new Node(first, List.of());
  }

  private List<Member> members(boolean keyed) {
    var members = new ArrayList<Member>();
    char end = keyed ? '}' : ']';
    if (isNext(end)) {
      return members;
    }
    do {
      var key = keyed ? key() : "";
      members.add(new Member(key, value()));
    } while (isNext(','));
    expect(end);
    return members;
  }

  private String key() {
    take(SPACE);
    var quoted = take(STRING);
    if (quoted == null) {
      throw new IllegalArgumentException("no key");
    }
    expect(':');
    return unescaped(quoted.substring(1, quoted.length() - 1));
  }

  /** Of the escapes only \\u counts: no path holds another. */
  private static String unescaped(String key) {
    return Pattern.compile("\\\\u(....)")
        .matcher(key)
        .replaceAll(found -> "" + (char) Integer.parseInt(found.group(1), 16));
  }

  private void expect(char c) {
    if (!isNext(c)) {
      throw new IllegalArgumentException("no " + c);
    }
  }

  private boolean isNext(char c) {
    take(SPACE);
    boolean next = at < text.length() && text.charAt(at) == c;
    at += next ? 1 : 0;
    return next;
  }

  /** What matches here, passing it; null if nothing does. */
  private String take(Pattern pattern) {
    var matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    at = matcher.end();
    return matcher.group();
  }
}
