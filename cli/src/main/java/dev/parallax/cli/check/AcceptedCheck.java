package dev.parallax.cli.check;

import java.util.Collection;
import java.util.function.Consumer;

/**
 * What a broker acknowledged to a producer is on the topic of requests, once.
 *
 * @param ids of executions that were acknowledged
 */
record AcceptedCheck(Collection<String> ids) implements Check {
  @Override
  public void of(Journals journals, Consumer<Violation> found) {
    for (var id : ids) {
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
          .skip(1)
          .forEach(
              again ->
                  found.accept(new Violation("X9", id, again.at(), "was sent once, and is twice")));
    }
  }
}
