package dev.parallax.replicator.mirror;

import dev.parallax.core.replication.Flow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.mirror.MirrorMaker;
import org.apache.kafka.connect.mirror.MirrorSourceConnector;
import org.apache.kafka.connect.mirror.SourceAndTarget;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;

/** One running MirrorMaker 2. Its tasks stay failed once they fail: whoever runs it has to ask. */
final class Instance implements AutoCloseable {

  private static final String CONNECTOR = MirrorSourceConnector.class.getSimpleName();
  private static final String FAILED = "FAILED";

  private final SourceAndTarget pair;
  private final String worker;
  private final MirrorMaker mirrorMaker;
  private final AtomicReference<String> fatal = new AtomicReference<>();

  private Instance(SourceAndTarget pair, String worker, MirrorMaker mirrorMaker) {
    this.pair = pair;
    this.worker = worker;
    this.mirrorMaker = mirrorMaker;
  }

  /**
   * Starts one. Takes a moment; with the target away, a minute, and then throws.
   *
   * @param properties of MirrorMaker
   * @throws RuntimeException whatever MirrorMaker throws
   */
  static Instance start(Flow flow, Map<String, String> properties) {
    var pair = new SourceAndTarget(flow.source(), flow.target());
    int port = freePort();
    var all = new HashMap<>(properties);
    all.put("listeners", "http://localhost:" + port);
    var loader = Thread.currentThread().getContextClassLoader();
    try {
      var instance =
          new Instance(
              pair, "localhost:" + port + "/" + pair, new MirrorMaker(all, List.of(flow.target())));
      FatalErrors.listen(pair.toString(), instance.fatal::set);
      startOrClose(instance.mirrorMaker::start, instance);
      return instance;
    } finally {
      // MirrorMaker leaves the loader of its plug-ins behind.
      Thread.currentThread().setContextClassLoader(loader);
    }
  }

  /** What starts in part is closed, or its threads and its server would stay for ever. */
  static void startOrClose(Runnable start, AutoCloseable started) {
    try {
      start.run();
    } catch (Throwable e) {
      try {
        started.close();
      } catch (Throwable alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  /** The port tells the statuses of this instance from those that earlier ones left behind. */
  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why it does not copy and will not by itself; empty if nothing is known to be wrong. */
  Optional<String> fault() {
    return Optional.ofNullable(fatal.get()).or(() -> status().flatMap(this::failed));
  }

  /** Whether a task of this instance or of another one of the flow copies. */
  boolean isCopying() {
    return status()
        .filter(status -> status.tasks().stream().anyMatch(task -> task.state().equals("RUNNING")))
        .isPresent();
  }

  private Optional<ConnectorStateInfo> status() {
    try {
      return Optional.ofNullable(mirrorMaker.connectorStatus(pair, CONNECTOR));
    } catch (NotFoundException notYet) {
      return Optional.empty();
    }
  }

  private Optional<String> failed(ConnectorStateInfo status) {
    var parts = new ArrayList<ConnectorStateInfo.AbstractState>(status.tasks());
    parts.add(status.connector());
    return parts.stream()
        .filter(part -> part.state().equals(FAILED) && part.workerId().equals(worker))
        .map(part -> "a task failed: " + firstLines(part.trace()))
        .findFirst();
  }

  /** The cause is what an operator needs; the whole is in the log. */
  private static String firstLines(String trace) {
    return trace
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("\t"))
        .reduce((first, second) -> second)
        .orElse("no reason given");
  }

  /** Stops it; what it has not committed is rolled back. */
  @Override
  public void close() {
    FatalErrors.forget(pair.toString());
    var loader = Thread.currentThread().getContextClassLoader();
    try {
      mirrorMaker.stop();
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }
  }
}
