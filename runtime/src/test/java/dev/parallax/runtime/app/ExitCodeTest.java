package dev.parallax.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.fault.KnownFault;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

  @Test
  void asksForAChangeWhereTheSurroundingsAreWrongAtTheStart() {
    assertThat(ExitCode.of(new KnownFault("3 partitions"), false)).isEqualTo(2);
  }

  @Test
  void asksForAnotherStartAfterAFailureWhileRunning() {
    assertThat(ExitCode.of(new KnownFault("instance id taken over"), true)).isEqualTo(1);
  }

  @Test
  void asksForAChangeWhereAPermissionIsMissingWheneverThatShows() {
    var refused = new StreamsException(new GroupAuthorizationException("group"));
    assertThat(ExitCode.of(new KnownFault("refused", refused), true)).isEqualTo(2);
  }

  @Test
  void asksForAnotherStartAfterALoginThatWasGoodIsRefused() {
    var refused = new StreamsException(new SaslAuthenticationException("expired"));
    assertThat(ExitCode.of(new KnownFault("refused", refused), true)).isEqualTo(1);
    assertThat(ExitCode.of(new KnownFault("refused", refused), false)).isEqualTo(2);
  }

  @Test
  void takesABugForAFailure() {
    assertThat(ExitCode.of(new IllegalStateException("bug"), false)).isEqualTo(1);
    assertThat(ExitCode.of(new IllegalStateException("bug"), true)).isEqualTo(1);
  }
}
