package dev.parallax.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of a {@link Link}: accepts, reads, and writes what is due. */
final class RelayLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
  private static final int READ_BYTES = 256 * 1024;
  private static final int BACKLOG = 512;

  private final Selector selector;
  private final ServerSocketChannel server;
  private final int port;
  private final Lane toTarget;
  private final Lane fromTarget;
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(READ_BYTES);
  private final Thread thread;
  private volatile InetSocketAddress target;
  private volatile boolean closed;

  private RelayLoop(Duration toTarget, Duration fromTarget) throws IOException {
    this.toTarget = new Lane(toTarget);
    this.fromTarget = new Lane(fromTarget);
    this.selector = Selector.open();
    this.server = ServerSocketChannel.open();
    server.bind(LoopbackPorts.address(0), BACKLOG);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    this.port = server.socket().getLocalPort();
    this.thread = new Thread(this, "link-" + port);
    thread.setDaemon(true);
  }

  static RelayLoop start(Duration toTarget, Duration fromTarget) {
    try {
      var loop = new RelayLoop(toTarget, fromTarget);
      loop.thread.start();
      return loop;
    } catch (IOException e) {
      throw new SandboxException("a link could not listen: " + e.getMessage(), e);
    }
  }

  int port() {
    return port;
  }

  void target(InetSocketAddress address) {
    target = address;
  }

  void setCut(Link.Direction direction, boolean cut) {
    lane(direction).setCut(cut);
    selector.wakeup();
  }

  boolean isCut(Link.Direction direction) {
    return lane(direction).isCut();
  }

  private Lane lane(Link.Direction direction) {
    return direction == Link.Direction.TO_TARGET ? toTarget : fromTarget;
  }

  void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        turn();
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("the link on port {} failed and is closed", port, e);
    } finally {
      closeAll();
    }
  }

  private void turn() throws IOException {
    long now = System.nanoTime();
    toTarget.release(now);
    fromTarget.release(now);
    long wait = Math.min(toTarget.nanosToNext(now), fromTarget.nanosToNext(now));
    if (wait <= 0) {
      selector.selectNow();
    } else if (wait == Long.MAX_VALUE) {
      selector.select();
    } else {
      // Rounded up: a wait of 0 ms would spin until the next byte is due.
      selector.select(TimeUnit.NANOSECONDS.toMillis(wait) + 1);
    }
    for (var key : selector.selectedKeys()) {
      serve(key);
    }
    selector.selectedKeys().clear();
  }

  private void serve(SelectionKey key) {
    if (!key.isValid()) {
      return;
    }
    if (key.isAcceptable()) {
      accept();
    } else {
      ((RelayedConnection) key.attachment()).serve(key, scratch, System.nanoTime());
    }
  }

  private void accept() {
    try {
      var client = server.accept();
      if (client == null) {
        return;
      }
      var address = target;
      if (address == null) {
        client.close();
        return;
      }
      RelayedConnection.open(client, SocketChannel.open(), address, selector, toTarget, fromTarget);
    } catch (IOException e) {
      LOG.warn("a connection to the link on port {} was not relayed: {}", port, e.getMessage());
    }
  }

  private void closeAll() {
    try {
      for (var key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
