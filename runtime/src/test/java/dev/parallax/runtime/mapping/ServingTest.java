package dev.parallax.runtime.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.Ramp;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ServingTest {
  private static final long START = 1_000_000;

  @Test
  void saysNothingOfWhatIsPlain() {
    assertThat(words(region -> {}, START)).isEmpty();
  }

  @Test
  void namesServingModesAndTheirCauses() {
    assertThat(words(region -> region.setServing(ServingMode.STANDBY), START))
        .containsExactly("standby");
    assertThat(words(region -> region.setServing(ServingMode.DRAINED), START))
        .containsExactly("drained");
    assertThat(words(ServingTest::evacuate, START)).containsExactly("evacuated to eu-west-1");
    assertThat(words(region -> region.setTrial(true), START)).containsExactly("on trial");
  }

  @Test
  void tellsOfActiveRegionsAloneThatTheyAreForcedOrPinned() {
    assertThat(words(ServingTest::forceAndPin, START)).isEmpty();
    assertThat(words(region -> region.setActive(true), START)).containsExactly("active");
    assertThat(
            words(
                region -> {
                  region.setActive(true);
                  forceAndPin(region);
                },
                START))
        .containsExactly("active", "forced", "pinned");
  }

  @Test
  void growsAReturningShareFromATenthToAll() {
    assertThat(words(ServingTest::comeBack, START)).containsExactly("active", "returning 10%");
    assertThat(words(ServingTest::comeBack, START + 20_000))
        .containsExactly("active", "returning 40%");
    assertThat(words(ServingTest::comeBack, START + 60_000)).containsExactly("active");
    assertThat(words(ServingTest::comeBack, START - 5_000))
        .containsExactly("active", "returning 10%");
  }

  private static void evacuate(RegionState region) {
    region.setServing(ServingMode.EVACUATED);
    region.setRedirect("eu-west-1");
  }

  private static void forceAndPin(RegionState region) {
    region.setForced(true);
    region.setPinned(true);
  }

  private static void comeBack(RegionState region) {
    region.setActive(true);
    region.setRamp(new Ramp("eu-west-1", START, 60_000L));
  }

  private static Iterable<String> words(Consumer<RegionState> changed, long now) {
    var region = new RegionState();
    region.setServing(ServingMode.SERVING);
    changed.accept(region);
    return new Serving(region, Instant.ofEpochMilli(now)).words();
  }
}
