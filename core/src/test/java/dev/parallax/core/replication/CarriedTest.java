package dev.parallax.core.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CarriedTest {
  private static final Carried CARRIED =
      new Carried(
          "parallax.",
          List.of("parallax.forward.dev-east"),
          List.of("parallax.patterns", "parallax.agents"),
          List.of("parallax.patterns"),
          new Globs(List.of("orders-*", "parallax.r*", "parallax.mirror-*", "*-x")),
          new Globs(List.of("dev-*", "test-*", "agents")));

  @Test
  void carriesWhatIsSwitchedOnAndWhatAGlobNames() {
    assertThat(CARRIED.carries("parallax.patterns")).isTrue();
    assertThat(CARRIED.carries("orders-eu")).isTrue();
    assertThat(CARRIED.carries("parallax.requests")).isFalse();
    assertThat(CARRIED.carries("parallax.outcomes")).isFalse();
  }

  /** P7: what control planes need to work together, though its name looks excluded. */
  @Test
  void carriesWhatControlPlanesTellEachOtherInAnyCase() {
    var carried =
        new Carried(
            "parallax.",
            List.of("parallax.forward.dev-east", "parallax.summaries"),
            List.of(),
            List.of(),
            new Globs(List.of()),
            new Globs(List.of("*dev-*", "summaries")));

    assertThat(carried.carries("parallax.forward.dev-east")).isTrue();
    assertThat(carried.carries("parallax.summaries")).isTrue();
    assertThat(carried.carries("parallax.forward.eu-west-1")).isFalse();
    assertThat(carried.isAny()).isTrue();
  }

  @Test
  void neverCarriesAnExcludedNameWithOrWithoutThePrefix() {
    assertThat(CARRIED.carries("dev-x")).isFalse();
    assertThat(CARRIED.carries("parallax.dev-x")).isFalse();
    assertThat(CARRIED.carries("orders-dev-x")).isTrue();
    assertThat(CARRIED.carries("parallax.agents")).isFalse();
    assertThat(CARRIED.switchedOnButExcluded()).containsExactly("parallax.agents");
  }

  /** R5: not even a glob that matches everything takes values of bound requests elsewhere. */
  @Test
  void carriesNoneOfOurTopicsByAGlob() {
    var everything =
        new Carried(
            "parallax.",
            List.of(),
            List.of(),
            List.of(),
            new Globs(List.of("*")),
            new Globs(List.of()));

    for (var topic : List.of("requests", "results", "outcomes", "executions.us-east-1")) {
      assertThat(everything.carries("parallax." + topic)).isFalse();
    }
    assertThat(everything.carries("orders")).isTrue();
  }

  @Test
  void neverCarriesACopyOrWhatOthersKeepForThemselves() {
    assertThat(CARRIED.carries("eu-west-1.mirror.orders-x")).isFalse();
    assertThat(CARRIED.carries("orders-eu.mirror.x")).isFalse();
    assertThat(CARRIED.carries("__consumer-x")).isFalse();
    assertThat(CARRIED.carries("orders-store-changelog")).isFalse();
    assertThat(CARRIED.carries("orders-store-repartition")).isFalse();
    assertThat(CARRIED.carries("orders-us.internal")).isFalse();
    assertThat(CARRIED.carries("parallax.mirror-us-east-1-offsets")).isFalse();
    assertThat(CARRIED.carries("parallax.replication-flows")).isFalse();
  }

  @Test
  void recordsOfExcludedPatternsStayWhereTheyAre() {
    assertThat(CARRIED.staysHome("parallax.patterns", "dev-x")).isTrue();
    assertThat(CARRIED.staysHome("parallax.patterns", "gdpr")).isFalse();
    assertThat(CARRIED.staysHome("orders-eu", "dev-x")).isFalse();
  }

  @Test
  void aFlowIsWrittenFromSourceToTarget() {
    assertThat(Flow.of("us-east-1>eu-west-1")).isEqualTo(new Flow("us-east-1", "eu-west-1"));
    assertThat(new Flow("us-east-1", "eu-west-1").name()).isEqualTo("us-east-1>eu-west-1");
    for (var wrong : List.of("us-east-1", ">a", "a>", "a>b>c", "a>a")) {
      assertThatThrownBy(() -> Flow.of(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
