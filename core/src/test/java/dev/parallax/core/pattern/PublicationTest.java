package dev.parallax.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.pattern.Publication.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P2 as far as one publisher sees it. */
class PublicationTest {

  @Test
  void writesWhatIsNewOrHigher() {
    assertThat(Publication.apply(Optional.empty(), version("1.0.0"), "a"))
        .isEqualTo(new Publication.Write(Kind.NEW));
    assertThat(Publication.apply(standing("1.9.0", false), version("1.10.0"), "a"))
        .isEqualTo(new Publication.Write(Kind.REPLACES));
    assertThat(Publication.apply(standing("1.0.0", true), version("1.0.1"), "a"))
        .isEqualTo(new Publication.Write(Kind.RETURNS));
  }

  @Test
  void writesNothingForTheSameAgain() {
    assertThat(Publication.apply(standing("1.0.0", false), version("1.0.0"), "a"))
        .isEqualTo(new Publication.Unchanged());
    assertThat(Publication.delete(standing("1.0.0", true))).isEqualTo(new Publication.Unchanged());
  }

  @Test
  void refusesAnOlderVersionOtherContentAndADeletedOne() {
    assertThat(refusal(Publication.apply(standing("1.0.0", false), version("1.0.0-rc.1"), "a")))
        .contains("1.0.0 stands", "higher version");
    assertThat(refusal(Publication.apply(standing("1.0.0", false), version("1.0.0"), "b")))
        .contains("other content", "higher version");
    assertThat(refusal(Publication.apply(standing("1.0.0", true), version("1.0.0"), "a")))
        .contains("deleted at version 1.0.0", "higher version");
    assertThat(refusal(Publication.apply(standing("1.0.0", true), version("0.9.0"), "a")))
        .contains("deleted at version 1.0.0");
  }

  @Test
  void deletesWhatIsThere() {
    assertThat(Publication.delete(standing("1.0.0", false)))
        .isEqualTo(new Publication.Write(Kind.DELETES));
    assertThat(refusal(Publication.delete(Optional.empty()))).contains("no pattern");
  }

  @Test
  void theGreatestByVersionThenTimeThenRegionStands() {
    var ascending =
        List.of(
            new Revision(version("1.0.0"), 9, "z", false, "a"),
            new Revision(version("1.0.1"), 1, "z", false, "a"),
            new Revision(version("1.0.1"), 2, "a", true, "a"),
            new Revision(version("1.0.1"), 2, "b", false, "a"));

    assertThat(ascending).isSorted();
    assertThat(ascending.stream().sorted((a, b) -> b.compareTo(a)).toList())
        .isEqualTo(List.of(ascending.get(3), ascending.get(2), ascending.get(1), ascending.get(0)));
  }

  private static String refusal(Publication publication) {
    return ((Publication.Refused) publication).message();
  }

  private static Optional<Revision> standing(String version, boolean deleted) {
    return Optional.of(new Revision(version(version), 1, "us-east-1", deleted, "a"));
  }

  private static PatternVersion version(String text) {
    return PatternVersion.parse(text);
  }
}
