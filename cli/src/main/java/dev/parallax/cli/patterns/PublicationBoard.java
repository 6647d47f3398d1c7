package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.PatternPublication;
import dev.parallax.events.PublicationKind;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publications that all regions must have (P3), as far as one region has heard of them and its
 * topics still hold it. For one thread.
 */
final class PublicationBoard implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final List<String> regions;
  private final TopicFollower follower;
  private final AvroDecoder<PatternDefinition> decoder;
  private final Map<String, List<PatternPublication>> said = new HashMap<>();

  private PublicationBoard(List<String> regions, TopicFollower follower, AvroCodecs codecs) {
    this.regions = regions;
    this.follower = follower;
    this.decoder = codecs.decoder(PatternDefinition.class);
  }

  /** Of the region whose cluster the connection leads to; reads what there is. */
  static PublicationBoard open(Connection connection, AvroCodecs codecs) {
    var board =
        new PublicationBoard(
            connection.regionIds(), TopicFollower.open(connection, codecs), codecs);
    try {
      for (var topic : StrongPublishing.topics(connection)) {
        board.follower.follow(
            topic, PatternPublication.class, (name, fact) -> fact.ifPresent(board::read));
      }
      board.follower.catchUp(LIMIT);
      return board;
    } catch (RuntimeException unread) {
      board.close();
      throw unread;
    }
  }

  private void read(PatternPublication fact) {
    said.computeIfAbsent(fact.getId(), id -> new ArrayList<>()).add(fact);
  }

  /** Waits this long for more, or until more comes. */
  void awaitMore(Duration patience) {
    follower.awaitMore(patience);
  }

  /** All of them, the newest first. */
  List<PublicationWatch> newestFirst() {
    return said.values().stream()
        .map(this::watch)
        .flatMap(Optional::stream)
        .sorted(
            Comparator.comparingLong((PublicationWatch watch) -> watch.definition().getUpdatedAt())
                .reversed())
        .toList();
  }

  /** The one of this id. */
  Optional<PublicationWatch> find(String id) {
    return Optional.ofNullable(said.get(id)).flatMap(this::watch);
  }

  /** Empty if what is proposed has not arrived. */
  private Optional<PublicationWatch> watch(List<PatternPublication> facts) {
    return facts.stream()
        .filter(fact -> fact.getKind() == PublicationKind.PROPOSE)
        .findFirst()
        .map(proposal -> watch(proposal, facts));
  }

  private PublicationWatch watch(PatternPublication proposal, List<PatternPublication> facts) {
    var bytes = new byte[proposal.getDefinition().remaining()];
    proposal.getDefinition().duplicate().get(bytes);
    var watch = new PublicationWatch(proposal.getId(), decoder.decode(bytes), regions);
    facts.forEach(fact -> watch.read(fact, Math.max(0, fact.getAt() - proposal.getAt())));
    return watch;
  }

  @Override
  public void close() {
    follower.close();
  }
}
