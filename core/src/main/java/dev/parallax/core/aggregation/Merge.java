package dev.parallax.core.aggregation;

import dev.parallax.core.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * X6: every answer is part of the value, in the order of agent ids. Confidence is the mean of all;
 * no agreement is asked for. An answer of the wrong kind is no value: the reason names its agent.
 *
 * @param method how two answers become one
 */
record Merge(Method method) implements Aggregator {
  /** How two answers become one, the later agent id's being the second. */
  enum Method {
    /**
     * Objects, key by key: where both have an object it is merged likewise, else the later one's
     * value stands; lists are values. Associative as long as no key has an object in one answer and
     * something else in another.
     */
    DEEP {
      @Override
      Json merge(Json one, Json later) {
        var members = new TreeMap<>(((Json.Members) one).members());
        ((Json.Members) later)
            .members()
            .forEach((key, value) -> members.merge(key, value, Method::deeper));
        return new Json.Members(members);
      }
    },
    /** Objects, key by key: the later one's value stands. Associative. */
    SHALLOW {
      @Override
      Json merge(Json one, Json later) {
        var members = new TreeMap<>(((Json.Members) one).members());
        members.putAll(((Json.Members) later).members());
        return new Json.Members(members);
      }
    },
    /** Lists, one after the other. Associative. */
    CONCAT {
      @Override
      Json merge(Json one, Json later) {
        return new Json.Items(joined(one, later).toList());
      }
    },
    /** Lists, one after the other, of equal items the first only. Associative. */
    UNION {
      @Override
      Json merge(Json one, Json later) {
        return new Json.Items(joined(one, later).distinct().toList());
      }
    };

    abstract Json merge(Json one, Json later);

    boolean takes(Json value) {
      return takesObjects() ? value instanceof Json.Members : value instanceof Json.Items;
    }

    /** Where a merge begins. */
    Json empty() {
      return takesObjects() ? new Json.Members(new TreeMap<>()) : new Json.Items(List.of());
    }

    private boolean takesObjects() {
      return this == DEEP || this == SHALLOW;
    }

    private static Json deeper(Json one, Json later) {
      return one instanceof Json.Members && later instanceof Json.Members
          ? DEEP.merge(one, later)
          : later;
    }

    private static Stream<Json> joined(Json one, Json later) {
      return Stream.concat(
          ((Json.Items) one).items().stream(), ((Json.Items) later).items().stream());
    }
  }

  @Override
  public Verdict aggregate(Ballot ballot) {
    var regions = RegionVotes.of(ballot);
    var votes = ballot.byAgent();
    if (votes.isEmpty()) {
      return Verdict.none(NO_ANSWER, regions);
    }
    return misfits(votes)
        .map(reason -> Verdict.none(reason, regions))
        .orElseGet(
            () -> {
              var all = new Camp(merged(votes), votes);
              return Verdict.won(all.value(), all.meanConfidence(), all.agents(), regions);
            });
  }

  private Json merged(List<Vote> votes) {
    return votes.stream().map(Vote::value).reduce(method.empty(), method::merge);
  }

  private Optional<String> misfits(List<Vote> votes) {
    var misfits =
        votes.stream()
            .filter(vote -> !method.takes(vote.value()))
            .map(Vote::agentId)
            .collect(Collectors.joining(", "));
    return misfits.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "cannot merge: %s is needed of every agent, and missing of %s"
                .formatted(method.takesObjects() ? "an object" : "a list", misfits));
  }
}
