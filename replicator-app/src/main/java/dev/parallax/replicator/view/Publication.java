package dev.parallax.replicator.view;

import dev.parallax.core.publication.Agreement;
import dev.parallax.core.publication.Fact;
import dev.parallax.events.PatternPublication;
import dev.parallax.events.PublicationKind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One publication as this region knows it.
 *
 * @param id the publication
 * @param name of the pattern
 * @param known who said what
 * @param proposal what the origin proposes; empty if that has not arrived
 */
record Publication(String id, String name, Agreement known, Optional<PatternPublication> proposal) {
  /** Facts reach the coordinator later than the origin, whose timeout is the one that counts. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Out of what was said of it; at least one fact. */
  static Publication of(List<PatternPublication> said) {
    var known = Agreement.none();
    Optional<PatternPublication> proposal = Optional.empty();
    for (var one : said) {
      known = known.with(fact(one));
      if (one.getKind() == PublicationKind.PROPOSE) {
        proposal = Optional.of(one);
      }
    }
    return new Publication(said.get(0).getId(), said.get(0).getName(), known, proposal);
  }

  private static Fact fact(PatternPublication said) {
    return new Fact(
        Fact.Kind.valueOf(said.getKind().name()),
        said.getRegion(),
        Optional.ofNullable(said.getReason()));
  }

  Publication with(Fact fact) {
    return new Publication(id, name, known.with(fact), proposal);
  }

  /** Where it was made. */
  Optional<String> origin() {
    return proposal.map(PatternPublication::getRegion);
  }

  /** What is to stand, as it would be written to the topic of patterns. */
  byte[] definition() {
    var bytes = proposal.orElseThrow().getDefinition().duplicate();
    var definition = new byte[bytes.remaining()];
    bytes.get(definition);
    return definition;
  }

  /** Whether its time is over in a region. */
  boolean isLate(String region, long now) {
    var end = end();
    if (end.isEmpty()) {
      return false;
    }
    long grace = origin().filter(region::equals).isPresent() ? 0 : GRACE.toMillis();
    return now > end.getAsLong() + grace;
  }

  private OptionalLong end() {
    return proposal
        .filter(made -> made.getTimeoutMs() != null)
        .map(made -> OptionalLong.of(made.getAt() + made.getTimeoutMs()))
        .orElse(OptionalLong.empty());
  }

  /** A region's fact as a record. */
  PatternPublication say(Fact fact, long now) {
    return PatternPublication.newBuilder()
        .setId(id)
        .setName(name)
        .setKind(PublicationKind.valueOf(fact.kind().name()))
        .setRegion(fact.region())
        .setReason(fact.reason().orElse(null))
        .setDefinition((ByteBuffer) null)
        .setAt(now)
        .build();
  }
}
