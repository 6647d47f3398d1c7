package dev.parallax.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.fault.KnownFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;

class StreamsFaultsTest {

  private static final Instance INSTANCE = new Instance("parallax-router", "r-1", Path.of("s"));

  @Test
  void namesTheInstanceIdThatWasTakenOver() {
    assertThat(explained(new StreamsException(new FencedInstanceIdException("fenced"))))
        .isInstanceOf(KnownFault.class)
        .hasMessage(
            "another process took over instance id r-1 of application parallax-router: give each process an --instance-id of its own");
  }

  @Test
  void namesTheTopicThatIsMissing() {
    assertThat(
            explained(
                new StreamsException(
                    new TimeoutException("Topic t-1 not present in metadata after 5000 ms."))))
        .isInstanceOf(KnownFault.class)
        .hasMessageContaining("Topic t-1 not present in metadata");
    assertThat(explained(new MissingSourceTopicException("t-2")))
        .isInstanceOf(KnownFault.class)
        .hasMessageContaining("t-2");
  }

  @Test
  void saysThatAPermissionIsMissing() {
    assertThat(explained(new StreamsException(new TransactionalIdAuthorizationException("no"))))
        .isInstanceOf(KnownFault.class)
        .hasMessageStartingWith("Kafka refuses application parallax-router: no");
  }

  @Test
  void saysThatTheStateDirectoryIsFull() {
    var full =
        new RocksDBException("While appending to file: s/000008.sst: No space left on device");
    assertThat(explained(new ProcessorStateException("Error while executing flush", full)))
        .isInstanceOf(KnownFault.class)
        .hasMessageStartingWith("state directory s is full (While appending")
        .hasMessageContaining("free space");
    assertThat(explained(new UncheckedIOException(new IOException("Disk quota exceeded"))))
        .isInstanceOf(KnownFault.class);
    var other = new ProcessorStateException("flush", new RocksDBException("Corruption"));
    assertThat(explained(other)).isSameAs(other);
  }

  @Test
  void keepsAKnownFaultOfTheApp() {
    var known = new KnownFault("say this");
    assertThat(explained(new StreamsException(known))).isSameAs(known);
  }

  @Test
  void leavesABugAsItIs() {
    var bug = new StreamsException("process", new IllegalStateException("bug"));
    assertThat(explained(bug)).isSameAs(bug);
    assertThat(explained(new TimeoutException("no offsets in time")))
        .hasMessage("no offsets in time");
    assertThat(explained(new StackOverflowError()))
        .isInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  private static RuntimeException explained(Throwable uncaught) {
    return StreamsFaults.explained(uncaught, INSTANCE);
  }
}
