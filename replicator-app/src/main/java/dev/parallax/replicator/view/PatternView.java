package dev.parallax.replicator.view;

import dev.parallax.core.pattern.MergedPattern;
import dev.parallax.core.pattern.Publication;
import dev.parallax.core.pattern.Revision;
import dev.parallax.replicator.view.PatternRows.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands of every pattern, by all that is known here (P1, P2). What came from a region that is
 * no longer configured still counts: a region that is given up takes no patterns with it. For one
 * thread.
 */
final class PatternView {
  private static final Logger LOG = LoggerFactory.getLogger(PatternView.class);

  private final PatternRows rows;
  private final ReadPattern reader;
  private final Admission admission;
  private final Set<String> regions;
  private final Conflicts conflicts;

  /**
   * What becomes of the view of one name.
   *
   * @param value what it shows from now on; empty = nothing
   * @param lower whether that is a lower revision than what it showed: readers, who keep the
   *     greatest, must forget that first
   */
  record Shown(String name, Optional<byte[]> value, boolean lower) {}

  PatternView(PatternRows rows, ReadPattern reader, ViewParts parts) {
    this.rows = rows;
    this.reader = reader;
    this.admission = parts.admission();
    this.regions = new TreeSet<>(parts.config().regionIds());
    rows.rows().forEach(row -> regions.add(row.source()));
    this.conflicts = parts.conflicts();
  }

  /**
   * Takes in what a region says of a name.
   *
   * @return what is to be written; empty if the view stays as it is
   */
  Optional<Shown> accept(String source, String name, Revision revision, byte[] value) {
    if (!admission.admits(source, name)) {
      return Optional.empty();
    }
    var known = rows.known(name, regions);
    var before = known.get(source);
    if (before != null && reader.revision(before).compareTo(revision) >= 0) {
      return Optional.empty();
    }
    known.put(source, value);
    var shown = judge(name, known);
    rows.know(new Row(source, name), value);
    return write(shown);
  }

  /** Forgets what a region said of a name; returns as {@link #accept} does. */
  Optional<Shown> forget(String source, String name) {
    var known = rows.known(name, regions);
    known.remove(source);
    var shown = judge(name, known);
    rows.know(new Row(source, name), null);
    return write(shown);
  }

  /**
   * Looks at all there is by the configuration of now: names that became excluded are forgotten,
   * and withdrawn from the view.
   */
  List<Shown> review() {
    for (var row : rows.rows()) {
      if (!admission.admits(row.source(), row.name())) {
        rows.know(row, null);
      }
    }
    return rows.names().stream()
        .map(name -> write(judge(name, rows.known(name, regions))))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Why a revision cannot take its place here: a document only above what stands or was deleted, or
   * if it says the same; a marker only above what stands (P2). Empty if it can.
   */
  Optional<String> objection(String name, Revision proposed) {
    var standing = merged(rows.known(name, regions)).standing();
    return proposed.deleted() ? marker(standing, proposed) : document(standing, proposed);
  }

  private static Optional<String> marker(Optional<Revision> standing, Revision proposed) {
    return standing
        .filter(known -> known.compareTo(proposed) >= 0)
        .map(known -> "version " + known.version() + " stands here, which is not lower (P2)");
  }

  private static Optional<String> document(Optional<Revision> standing, Revision proposed) {
    return Publication.apply(standing, proposed.version(), proposed.content())
            instanceof Publication.Refused refused
        ? Optional.of(refused.message())
        : Optional.empty();
  }

  private Shown judge(String name, Map<String, byte[]> known) {
    var merged = merged(known);
    note(name, merged);
    return new Shown(name, merged.source().map(known::get), isLower(name, merged));
  }

  private boolean isLower(String name, MergedPattern merged) {
    var shown = rows.shown(name);
    return shown != null
        && merged
            .standing()
            .filter(standing -> standing.compareTo(reader.revision(shown)) < 0)
            .isPresent();
  }

  private void note(String name, MergedPattern merged) {
    var conflicting = merged.conflicting();
    if (conflicts.set(name, !conflicting.isEmpty()) && !conflicting.isEmpty()) {
      LOG.warn(
          "Pattern {} {} was applied with other content in {}: that of {} stands; a higher version"
              + " ends the conflict",
          name,
          merged.standing().orElseThrow().version(),
          conflicting,
          merged.source().orElseThrow());
    }
  }

  private MergedPattern merged(Map<String, byte[]> known) {
    var merged = MergedPattern.none();
    for (var entry : known.entrySet()) {
      merged = merged.with(entry.getKey(), reader.revision(entry.getValue()));
    }
    return merged;
  }

  private Optional<Shown> write(Shown shown) {
    var value = shown.value().orElse(null);
    if (Arrays.equals(rows.shown(shown.name()), value)) {
      return Optional.empty();
    }
    rows.show(shown.name(), value);
    return Optional.of(shown);
  }
}
