package dev.parallax.core.aggregation;

import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Ballots and aggregations as tables write them. */
final class Votes {
  private Votes() {}

  /**
   * @param table {@code agent@region value confidence}, separated by commas; a region alone is
   *     silent; confidence 1 may be left out
   */
  static Ballot ballot(String table) {
    var votes = new ArrayList<Vote>();
    var silent = new ArrayList<String>();
    for (var row : table.isBlank() ? new String[0] : table.split(",")) {
      var cells = row.strip().split(" +", -1);
      if (cells.length == 1) {
        silent.add(cells[0]);
      } else {
        var agent = cells[0].split("@", -1);
        var confidence = cells.length > 2 ? Double.parseDouble(cells[2]) : 1;
        votes.add(new Vote(agent[0], agent[1], value(cells[1]), confidence));
      }
    }
    return Ballot.of(votes, silent);
  }

  /** A number, or else a text. */
  static Json value(String cell) {
    return cell.matches("-?[0-9.]+(e-?[0-9]+)?") ? Json.Num.of(cell) : new Json.Text(cell);
  }

  static Json list(String... items) {
    return new Json.Items(Arrays.stream(items).map(Votes::value).toList());
  }

  /** Of keys and values in turn. */
  static Json object(Object... members) {
    var map = new HashMap<String, Json>();
    for (int i = 0; i < members.length; i += 2) {
      var value = members[i + 1];
      map.put((String) members[i], value instanceof Json json ? json : value((String) value));
    }
    return new Json.Members(map);
  }

  static Vote vote(String agent, Json value) {
    return new Vote(agent, "us", value, 1);
  }

  static Ballot ballot(Vote... votes) {
    return Ballot.of(List.of(votes), List.of());
  }

  /** Of settings such as {@code voting method=majority weights.eu=2 fields=a,b}. */
  static Pattern.Aggregation aggregation(String settings) {
    var words = settings.split(" +", -1);
    var set = new HashMap<String, String>();
    var weights = new HashMap<String, Double>();
    for (int i = 1; i < words.length; i++) {
      var pair = words[i].split("=", 2);
      if (pair[0].startsWith("weights.")) {
        weights.put(pair[0].substring("weights.".length()), Double.valueOf(pair[1]));
      } else {
        set.put(pair[0], pair[1]);
      }
    }
    return new Pattern.Aggregation(
        words[0],
        Optional.ofNullable(set.get("method")),
        set.containsKey("minVotes")
            ? OptionalInt.of(Integer.parseInt(set.get("minVotes")))
            : OptionalInt.empty(),
        Optional.ofNullable(set.get("tieBreaker")),
        weights,
        number(set, "threshold"),
        number(set, "tolerance"),
        set.containsKey("fields") ? List.of(set.get("fields").split(",", -1)) : List.of(),
        Boolean.parseBoolean(set.get("crossRegion")),
        number(set, "minConfidence"));
  }

  static Verdict verdict(String settings, Ballot ballot) {
    return Aggregator.of(aggregation(settings)).aggregate(ballot);
  }

  private static OptionalDouble number(Map<String, String> set, String key) {
    return set.containsKey(key)
        ? OptionalDouble.of(Double.parseDouble(set.get(key)))
        : OptionalDouble.empty();
  }
}
