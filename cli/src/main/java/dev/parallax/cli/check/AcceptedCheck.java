package dev.parallax.cli.check;

import java.util.Map;
import java.util.function.Consumer;

/**
 * What a broker acknowledged to a producer is on the topic of requests, no more often than it was
 * sent.
 *
 * @param sent how often each execution was sent, by its id; each was acknowledged at least once
 */
record AcceptedCheck(Map<String, Integer> sent) implements Check {
  @Override
  public void of(Journals journals, Consumer<Violation> found) {
    for (var each : sent.entrySet()) {
      var id = each.getKey();
      var stories =
          journals.all().stream()
              .flatMap(journal -> journal.find(id).stream())
              .filter(story -> story.request().isPresent())
              .toList();
      if (stories.isEmpty()) {
        found.accept(
            new Violation(
                "X9",
                id,
                journals.all().get(0).missing("requests"),
                "was acknowledged to its producer, and is not there"));
      }
      stories.stream()
          .flatMap(story -> story.requests().stream())
          .skip(each.getValue())
          .forEach(
              again ->
                  found.accept(
                      new Violation(
                          "X9",
                          id,
                          again.at(),
                          "is there more often than it was sent, " + each.getValue())));
    }
  }
}
