package dev.parallax.cli.access;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.core.config.Spelling;
import dev.parallax.runtime.access.Holder;
import dev.parallax.runtime.access.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who logs in as what: the principals that were named on the command line, else {@code
 * User:parallax-<role>}, {@code User:agents-<region>} and {@code
 * User:parallax-replicator-<region>}.
 */
final class Principals {
  private static final Pattern GIVEN = Pattern.compile("([^=]+)=([A-Za-z]+:.+)");

  private final Map<String, List<String>> byHolder;

  private Principals(Map<String, List<String>> byHolder) {
    this.byHolder = byHolder;
  }

  /**
   * Reads {@code ROLE=User:name} and {@code ROLE@REGION=User:name}; one role may have several.
   *
   * @param holders those that there are at the cluster
   * @throws CommandFailure naming what is none of these, or a role or region that there is not
   */
  static Principals of(List<String> given, Set<Holder> holders) {
    var byHolder = new LinkedHashMap<String, List<String>>();
    for (var text : given) {
      var parts = GIVEN.matcher(text);
      if (!parts.matches()) {
        throw CommandFailure.usage(
            "--principal "
                + text
                + ": written ROLE=User:name or ROLE@REGION=User:name, such as producer=User:shop");
      }
      var holder = parts.group(1).toLowerCase(Locale.ROOT);
      requireKnown(holder, holders);
      byHolder.computeIfAbsent(holder, one -> new ArrayList<>()).add(parts.group(2));
    }
    return new Principals(byHolder);
  }

  private static void requireKnown(String named, Set<Holder> holders) {
    var known = new ArrayList<>(Role.texts());
    holders.stream().map(Holder::text).filter(text -> !known.contains(text)).forEach(known::add);
    if (!known.contains(named)) {
      throw CommandFailure.usage(
          "--principal: nobody is "
              + named
              + " at this cluster; "
              + Spelling.nearest(named, known)
                  .map(near -> "did you mean " + near + "? There are ")
                  .orElse("there are ")
              + String.join(", ", known));
    }
  }

  /** At least one; those of the holder's region before those of its role. */
  List<String> of(Holder holder) {
    var own = byHolder.get(holder.text());
    if (own != null) {
      return List.copyOf(own);
    }
    return List.copyOf(byHolder.getOrDefault(holder.role().text(), List.of(byDefault(holder))));
  }

  private static String byDefault(Holder holder) {
    return holder.role() == Role.AGENT
        ? "User:agents-" + holder.region().orElseThrow()
        : "User:parallax-" + holder.text().replace('@', '-');
  }
}
