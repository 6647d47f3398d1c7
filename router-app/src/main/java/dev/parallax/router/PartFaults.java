package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PartKind;
import dev.parallax.events.PartSlot;
import dev.parallax.events.ReturnKind;
import dev.parallax.events.ReturnedPart;
import dev.parallax.events.TakenSlot;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is wrong with a record of another region's control plane (P7), whoever wrote it. Rows, tasks
 * and what goes back repeat its parts: without bounds one record could make them too large to be
 * written, at every start again.
 */
final class PartFaults {
  /** Most slots of one execution that one region is asked for. */
  static final int MAX_SLOTS = Retries.MAX_ASKED;

  /** Longest name, in characters. */
  static final int MAX_CHARS = 256;

  /** What every agent must have may take so many bytes. */
  static final int MAX_CAPABILITY_BYTES = 65_536;

  private static final int MAX_NAMES = 1_024;

  private PartFaults() {}

  /**
   * Of a part that was forwarded here; absent if it has none.
   *
   * @param region whose topic it was read from
   */
  static Optional<String> of(ForwardedPart part, String region) {
    if (!part.getOrigin().equals(region)) {
      return Optional.of("it names %s as its origin".formatted(part.getOrigin()));
    }
    if (part.getHops() != 1) {
      return Optional.of("it was forwarded %d times: once is allowed".formatted(part.getHops()));
    }
    if (part.getKind() == PartKind.UNKNOWN) {
      return Optional.of("its kind is not known here: a newer version wrote it");
    }
    if (part.getKind() == PartKind.EXECUTE && part.getRequest() == null) {
      return Optional.of("it has no request");
    }
    if (part.getAppendedAt() < 0) {
      return Optional.of("its request was appended before there was time: " + part.getAppendedAt());
    }
    return ofSlots(part.getSlots())
        .or(() -> ofCapabilities(part.getCapabilities()))
        .or(() -> ofNames("excludedAgents", part.getExcludedAgents()))
        .or(() -> ofNames("pattern", named(part.getPattern(), part.getPatternVersion())));
  }

  /**
   * Of what became of a part that was forwarded; absent if it has none.
   *
   * @param region whose topic it was read from
   */
  static Optional<String> of(ReturnedPart part, String region) {
    if (!part.getRegion().equals(region)) {
      return Optional.of("it names %s as its region".formatted(part.getRegion()));
    }
    if (part.getKind() == ReturnKind.UNKNOWN) {
      return Optional.of("its kind is not known here: a newer version wrote it");
    }
    var agents = named(part.getSlots().stream().map(TakenSlot::getAgentId).toArray(String[]::new));
    return agents.stream().anyMatch(agent -> agent.isBlank() || Federation.isPlaceholder(agent))
        ? Optional.of("it names an agent as none is named")
        : ofNames("slots", agents);
  }

  /** Of what every agent of a part must have; absent if there is none. */
  static Optional<String> ofCapabilities(Collection<String> capabilities) {
    int bytes = capabilities.stream().mapToInt(name -> name.getBytes(UTF_8).length).sum();
    return bytes > MAX_CAPABILITY_BYTES
        ? Optional.of(
            "capabilities have %d bytes, more than %d".formatted(bytes, MAX_CAPABILITY_BYTES))
        : ofNames("capabilities", capabilities);
  }

  private static Optional<String> ofSlots(List<PartSlot> slots) {
    if (slots.size() > MAX_SLOTS) {
      return Optional.of("it has %d slots, more than %d".formatted(slots.size(), MAX_SLOTS));
    }
    if (slots.stream().anyMatch(slot -> slot.getSlot() < 0 || slot.getAttempt() < 1)) {
      return Optional.of("slots are counted from 0, attempts from 1");
    }
    return slots.stream().map(PartSlot::getSlot).distinct().count() < slots.size()
        ? Optional.of("it has a slot twice")
        : Optional.empty();
  }

  private static List<String> named(String... names) {
    return Stream.of(names).filter(name -> name != null).toList();
  }

  private static Optional<String> ofNames(String field, Collection<String> names) {
    if (names.size() > MAX_NAMES) {
      return Optional.of(
          "%s has %d entries, more than %d".formatted(field, names.size(), MAX_NAMES));
    }
    return names.stream().anyMatch(name -> name.length() > MAX_CHARS)
        ? Optional.of("%s has an entry of more than %d characters".formatted(field, MAX_CHARS))
        : Optional.empty();
  }
}
