package dev.parallax.core.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code regions}: ids are unique (C3), and one is the primary (C1). */
final class RegionsReader {
  private static final List<String> KEYS =
      List.of("id", "name", "endpoint", "primary", "privateLink", "kafka", "schemaRegistry");
  private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  private static final String RESERVED = "auto";

  private final Map<String, Integer> lines = new HashMap<>();
  private Optional<Cursor> primary = Optional.empty();

  private RegionsReader() {}

  /** In the order of the document, exactly one of them primary; empty if none can be read. */
  static List<Region> read(Fields root) {
    var at = root.require("regions", "C3", "define at least one region, such as - id: us-east-1");
    return at.map(place -> new RegionsReader().readAll(place)).orElse(List.of());
  }

  private List<Region> readAll(Cursor at) {
    var items = at.items();
    if (items.isEmpty() && at.node() instanceof ConfigNode.Sequence) {
      at.refuse("C3", "is empty: define at least one region, such as - id: us-east-1");
    }
    var regions = new ArrayList<Region>();
    for (var item : items) {
      readOne(item.fields(KEYS)).ifPresent(regions::add);
    }
    return withPrimary(regions);
  }

  private Optional<Region> readOne(Fields fields) {
    var name = fields.read("name", Cursor::text);
    var endpoint = fields.read("endpoint", Urls::read);
    boolean isPrimary = fields.read("primary", false, Cursor::flag);
    if (isPrimary) {
      fields.at("primary").ifPresent(this::claimPrimary);
    }
    boolean privateLink = fields.read("privateLink", false, Cursor::flag);
    if (privateLink && fields.at("endpoint").isEmpty()) {
      fields.missing("endpoint", "C3", "privateLink: true says that it is a private one");
    }
    var kafka = fields.at("kafka").map(at -> ClusterReader.regional(fields));
    var registry = fields.at("schemaRegistry").map(at -> ClusterReader.schemaRegistry(fields));
    return fields
        .require("id", "C3", "give the region an id, such as us-east-1")
        .flatMap(this::readId)
        .map(
            id ->
                new Region(id, name.orElse(id), endpoint, isPrimary, privateLink, kafka, registry));
  }

  /** A malformed id still names its region, so that naming it elsewhere is no second fault. */
  private Optional<String> readId(Cursor at) {
    var id = at.text();
    if (id.isPresent() && !ID.matcher(id.get()).matches()) {
      at.refuse(
          "C2",
          "is no region id: 1 to 40 of a-z, 0-9 and -, without - at either end,"
              + " as it becomes part of topic names");
      return id;
    }
    if (id.filter(RESERVED::equals).isPresent()) {
      at.refuse("C2", "means any region in rules and patterns: give the region another id");
    }
    id.ifPresent(text -> refuseRepeated(at, text));
    return id;
  }

  private void refuseRepeated(Cursor at, String id) {
    var first = lines.putIfAbsent(id, at.line());
    if (first != null) {
      at.refuse("C3", "is the id of another region, in line " + first + ": ids are unique");
    }
  }

  private void claimPrimary(Cursor at) {
    if (primary.isPresent()) {
      at.refuse(
          "C3",
          "makes a second primary, besides " + primary.get().path() + ": only one region can be");
    } else {
      primary = Optional.of(at);
    }
  }

  private static List<Region> withPrimary(List<Region> regions) {
    if (regions.isEmpty() || regions.stream().anyMatch(Region::primary)) {
      return regions;
    }
    regions.set(0, regions.get(0).asPrimary());
    return regions;
  }
}
