package dev.parallax.replicator.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.publication.Fact;
import dev.parallax.core.publication.Fact.Kind;
import dev.parallax.core.publication.Participant;
import dev.parallax.events.PatternPublication;
import dev.parallax.replicator.view.ReadPublication.Dead;
import dev.parallax.replicator.view.ReadPublication.Said;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.runtime.deadletter.DeadLetterSink;
import dev.parallax.schemas.AvroEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This region's part in publications that all regions must have before one uses them (P3). What it
 * says, the fact that it follows from, and the view that shows what was committed are one
 * transaction.
 */
final class AgreeOnPublications implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(AgreeOnPublications.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  private final ViewParts parts;
  private final Sources sources;
  private final ReadPattern patterns;
  private final ReadPublication reader;
  private final AvroEncoder<PatternPublication> encoder;
  private ProcessorContext<byte[], byte[]> context;
  private DeadLetterSink deadLetters;
  private PatternView view;
  private PublicationRows rows;

  AgreeOnPublications(ViewParts parts) {
    var topic = parts.topics().publications();
    this.parts = parts;
    this.sources = Sources.of(topic, parts.topics(), parts.config());
    this.patterns = parts.patterns();
    this.reader =
        new ReadPublication(
            topic.name(), parts.codecs().decoder(PatternPublication.class), patterns);
    this.encoder = parts.codecs().encoder(topic.name(), PatternPublication.class);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> initialised) {
    context = initialised;
    deadLetters = new DeadLetterSink(Sinks.DEAD_PUBLICATIONS, context, parts.meters());
    view = new PatternView(PatternRows.of(context), patterns, parts);
    rows =
        new PublicationRows(
            context.getStateStore(PublicationRows.FACTS),
            context.getStateStore(PublicationRows.ENDED),
            parts.codecs().decoder(PatternPublication.class),
            encoder);
    context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
    context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, rows::forgetBefore);
  }

  /** Time alone may be a reason to say something. */
  private void look(long now) {
    rows.ids().forEach(id -> answer(id, now));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    var source = sources.region(context.recordMetadata().orElseThrow().topic());
    var input = reader.read(source, record.key(), record.value(), record.timestamp());
    if (input instanceof Dead dead) {
      deadLetters.put(record, dead.reason(), dead.message());
    } else if (input instanceof Said said) {
      hear(source, said.publication(), record);
    }
  }

  private void hear(String source, PatternPublication said, Record<byte[], byte[]> record) {
    if (!parts.admission().admits(source, said.getName()) || rows.isEnded(said.getId())) {
      return;
    }
    var name = rows.name(said.getId());
    if (name.filter(known -> !known.equals(said.getName())).isPresent()) {
      deadLetters.put(
          record,
          DeadLetterReason.INVALID,
          "publication %s is of %s, not of %s".formatted(said.getId(), name.get(), said.getName()));
      return;
    }
    rows.put(said);
    answer(said.getId(), context.currentSystemTimeMs());
  }

  private void answer(String id, long now) {
    var publication = Publication.of(rows.of(id));
    for (var fact : facts(publication, now)) {
      say(publication, fact, now);
      publication = publication.with(fact);
    }
    if (publication.known().isOver(parts.config().regionIds())) {
      rows.end(id, now);
    }
  }

  /** What this region says now, in its order. */
  private List<Fact> facts(Publication publication, long now) {
    var facts = new ArrayList<Fact>();
    var at = publication;
    for (var next = next(at, now); next.isPresent(); next = next(at, now)) {
      facts.add(next.get());
      at = at.with(next.get());
    }
    return facts;
  }

  private Optional<Fact> next(Publication publication, long now) {
    return publication
        .origin()
        .flatMap(
            origin ->
                new Participant(
                        parts.region(),
                        origin,
                        parts.config().primary().id(),
                        parts.config().regionIds())
                    .next(
                        publication.known(),
                        () -> objection(publication),
                        publication.isLate(parts.region(), now)));
  }

  /** Why this region cannot take it (P2), if it cannot. */
  private Optional<String> objection(Publication publication) {
    var proposed = patterns.revision(publication.definition());
    return view.objection(publication.name(), proposed).or(() -> competitor(publication));
  }

  private Optional<String> competitor(Publication publication) {
    return rows.ids(publication.name()).stream()
        .filter(id -> !id.equals(publication.id()))
        .map(id -> Publication.of(rows.of(id)))
        .filter(other -> other.known().isOpen())
        .findFirst()
        .map(
            other ->
                "publication %s of the same pattern is not decided yet; 'parallax pattern cancel %s' gives it up"
                    .formatted(other.id(), other.id()));
  }

  private void say(Publication publication, Fact fact, long now) {
    var record = publication.say(fact, now);
    rows.put(record);
    forward(Sinks.PUBLICATIONS, publication.name(), encoder.encode(record), now);
    LOG.info(
        "Publication {} of {}: {} {}",
        publication.id(),
        publication.name(),
        fact.kind(),
        fact.reason().orElse(""));
    if (fact.kind() == Kind.APPLIED) {
      apply(publication, now);
    }
  }

  /** The origin's topic of patterns gets it as well, for regions that are added later. */
  private void apply(Publication publication, long now) {
    var origin = publication.origin().orElseThrow();
    var definition = publication.definition();
    view.accept(origin, publication.name(), patterns.revision(definition), definition)
        .ifPresent(shown -> forward(Sinks.VIEW, shown.name(), shown.value().orElse(null), now));
    if (origin.equals(parts.region())) {
      forward(Sinks.OWN_PATTERNS, publication.name(), definition, now);
    }
  }

  private void forward(String sink, String name, byte[] value, long at) {
    context.forward(new Record<>(name.getBytes(UTF_8), value, at), sink);
  }
}
