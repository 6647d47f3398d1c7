package dev.parallax.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From start to close of one host: connects, however long it takes, then polls. */
final class HostSession {
  private static final Logger LOG = LoggerFactory.getLogger(AgentHost.class);
  private static final Duration CONSUMER_CLOSE = Duration.ofSeconds(2);
  private static final long END_MS = 10_000;

  private final String region;
  private final HostBuilder<?> settings;
  private final List<AgentSpec> agents;
  private final Attempts attempts;
  private final ExecutorService handlers =
      Executors.newCachedThreadPool(Threads.daemon("parallax-handler"));
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final Thread thread;
  private volatile Optional<Consumer<?, ?>> reading = Optional.empty();
  private Optional<LiveHost> live = Optional.empty();
  private Optional<String> fault = Optional.empty();
  private boolean closed;

  HostSession(String region, HostBuilder<?> settings, List<AgentSpec> agents) {
    this.region = region;
    this.settings = settings;
    this.agents = agents;
    this.attempts = new Attempts("agents of " + region, LOG);
    this.thread = new Thread(this::run, "parallax-agents-" + region);
  }

  void start() {
    thread.start();
  }

  CompletableFuture<Void> connected() {
    return connected;
  }

  synchronized List<String> problems() {
    if (closed) {
      return List.of("the agents leave");
    }
    if (fault.isPresent()) {
      return List.of(fault.get());
    }
    return live.map(host -> host.heartbeats().problems())
        .orElse(List.of("not connected to the cluster yet"));
  }

  private void run() {
    try {
      attempts.untilDone(settings::cluster).ifPresent(this::runOn);
    } catch (Throwable e) {
      failed(e);
      throw e;
    } finally {
      var unused = connected.cancel(false);
    }
  }

  /** Nobody reads for the agents any more, and nothing brings that back. */
  private void failed(Throwable e) {
    var why = "the agents do not run any more: " + Faults.said(e) + "; start them again";
    if (takeFault(why)) {
      LOG.error("agents of {}: {}", region, why, e);
      connected.completeExceptionally(new ParallaxException(why, e));
    }
  }

  private synchronized boolean takeFault(String why) {
    boolean first = fault.isEmpty();
    fault = fault.or(() -> Optional.of(why));
    return first;
  }

  /** The consumer stays while its broker is away: making one tells its whole configuration. */
  private void runOn(Cluster cluster) {
    try (cluster) {
      attempts
          .untilDone(() -> cluster.consumer(LiveHost.clientId(region)))
          .ifPresent(consumer -> runOn(cluster, consumer));
    }
  }

  private void runOn(Cluster cluster, Consumer<byte[], byte[]> consumer) {
    reading = Optional.of(consumer);
    try {
      attempts
          .untilDone(() -> LiveHost.open(cluster, consumer, region, agents, handlers, attempts))
          .ifPresent(host -> runLive(host, settings.heartbeat(cluster)));
    } finally {
      consumer.close(CloseOptions.timeout(CONSUMER_CLOSE));
    }
  }

  private void runLive(LiveHost host, Duration heartbeat) {
    if (goLive(host, heartbeat)) {
      LOG.info("{} agents of {} are connected", agents.size(), region);
      connected.complete(null);
      read(host);
    } else {
      host.discard();
    }
  }

  /** Agents whose tasks nobody reads must not go on saying that they are there. */
  private void read(LiveHost host) {
    try {
      while (!attempts.isEnded()) {
        host.inbox().poll();
      }
    } catch (Throwable e) {
      failed(e);
      if (takeToLeave()) {
        host.leave(Duration.ZERO);
      }
      throw e;
    }
  }

  /** True if the host is this thread's to leave; else {@link #close} does so. */
  private synchronized boolean takeToLeave() {
    live = Optional.empty();
    return !closed;
  }

  /** Under the lock, so that nothing says CONNECTED after LEAVING. */
  private synchronized boolean goLive(LiveHost host, Duration heartbeat) {
    if (!closed) {
      live = Optional.of(host);
      host.heartbeats().start(heartbeat);
    }
    return !closed;
  }

  void close() {
    Optional<LiveHost> host;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      host = live;
    }
    try {
      host.ifPresent(running -> running.leave(settings.leaveTimeout));
    } finally {
      attempts.end();
      // After the end is said: who is woken looks for it.
      reading.ifPresent(Consumer::wakeup);
      var unused = connected.cancel(false);
      awaitEnd();
      handlers.shutdownNow();
    }
  }

  private void awaitEnd() {
    try {
      thread.join(END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
