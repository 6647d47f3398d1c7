package dev.parallax.cli.drills.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What any schedule keeps to. */
class ScheduleTest {
  private static final int SEEDS = 300;
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-south-1");
  private static final EnumSet<Kind> ALL = EnumSet.allOf(Kind.class);

  private static Schedule of(long seed, int minutes, boolean federated) {
    return Schedule.of(
        seed,
        Duration.ofMinutes(minutes),
        REGIONS,
        federated ? REGIONS : REGIONS.subList(0, 1),
        ALL);
  }

  private static List<Schedule> many(boolean federated) {
    return LongStream.range(0, SEEDS)
        .mapToObj(seed -> of(seed, 1 + (int) seed % 10, federated))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isTheSameForTheSameSeedOnly(boolean federated) {
    assertThat(many(federated)).isEqualTo(many(federated));
    assertThat(of(7, 5, federated).mishaps()).isNotEqualTo(of(8, 5, federated).mishaps());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void healsEverythingBeforeItsEnd(boolean federated) {
    assertThat(many(federated))
        .allSatisfy(
            schedule -> {
              assertThat(schedule.mishaps()).isNotEmpty();
              assertThat(schedule.mishaps())
                  .allSatisfy(
                      mishap -> {
                        assertThat(mishap.at()).isGreaterThanOrEqualTo(Schedule.FIRST);
                        assertThat(mishap.length()).isPositive();
                        assertThat(mishap.end())
                            .isLessThanOrEqualTo(
                                schedule.length().minus(Schedule.QUIET_AT_THE_END));
                      });
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lastsLongEnoughInEveryKindAndLeavesRoomForWork(boolean federated) {
    for (var schedule : many(federated)) {
      for (var mishap : schedule.mishaps()) {
        var beside = new ArrayList<>(schedule.mishaps());
        beside.remove(mishap);
        beside.removeIf(other -> !other.overlaps(mishap));
        assertThat(atOnce(schedule, mishap)).isLessThanOrEqualTo(Schedule.AT_ONCE);
        assertThat(beside)
            .as("%s in %s", mishap, schedule.seed())
            .noneMatch(other -> isSamePart(mishap, other) && isSameRegion(mishap, other))
            .noneMatch(other -> isSamePart(mishap, other) && isCapacity(mishap))
            .noneMatch(other -> mishap.kind() == Kind.CLOCK && isSameRegion(mishap, other));
      }
    }
  }

  /** How many are under way when one begins, itself included. */
  private static long atOnce(Schedule schedule, Mishap mishap) {
    return schedule.mishaps().stream()
        .filter(other -> other.at().compareTo(mishap.at()) <= 0)
        .filter(other -> other.end().compareTo(mishap.at()) > 0)
        .count();
  }

  private static boolean isSamePart(Mishap one, Mishap other) {
    return one.kind().part() == other.kind().part();
  }

  private static boolean isSameRegion(Mishap one, Mishap other) {
    return one.region().equals(other.region());
  }

  private static boolean isCapacity(Mishap mishap) {
    return mishap.kind().part() == Kind.Part.CAPACITY;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesEveryRegionItsAgentsMostOfTheTime(boolean federated) {
    for (var schedule : many(federated)) {
      var without =
          schedule.mishaps().stream()
              .filter(ScheduleTest::isCapacity)
              .collect(
                  Collectors.groupingBy(
                      Mishap::region, Collectors.summingLong(each -> each.length().toMillis())));
      assertThat(without.values())
          .allMatch(ms -> ms <= Schedule.WITHOUT_AGENTS * schedule.length().toMillis());
    }
  }

  @Test
  void hitsControlPlanesWhereThereAreSome() {
    assertThat(many(false).stream().flatMap(schedule -> schedule.mishaps().stream()))
        .filteredOn(mishap -> mishap.kind().isOfControlPlane())
        .extracting(Mishap::region)
        .containsOnly("us-east-1");
  }

  @Test
  void hasEveryKindInFiveMinutesOfMostSeeds() {
    long complete =
        LongStream.range(0, SEEDS)
            .mapToObj(seed -> of(seed, 5, true))
            .filter(
                schedule ->
                    schedule.mishaps().stream().map(Mishap::kind).distinct().count() == ALL.size())
            .count();

    assertThat(complete).isGreaterThan(SEEDS * 3 / 4);
  }

  @Test
  void shiftsClocksOnly() {
    assertThat(many(true).stream().flatMap(schedule -> schedule.mishaps().stream()))
        .allMatch(mishap -> mishap.kind() == Kind.CLOCK ^ mishap.shift().isZero());
  }
}
