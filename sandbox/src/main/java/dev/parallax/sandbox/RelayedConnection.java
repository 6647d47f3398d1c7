package dev.parallax.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection to a link, its own connection to the target, and the two flows between
 * them.
 */
final class RelayedConnection {
  private static final Logger LOG = LoggerFactory.getLogger(RelayedConnection.class);

  private final SocketChannel client;
  private final SocketChannel target;
  private final Flow toTarget;
  private final Flow fromTarget;
  private SelectionKey clientKey;
  private SelectionKey targetKey;
  private boolean closed;

  private RelayedConnection(
      SocketChannel client, SocketChannel target, Lane toTarget, Lane fromTarget) {
    this.client = client;
    this.target = target;
    this.toTarget = new Flow(this, client, target, toTarget);
    this.fromTarget = new Flow(this, target, client, fromTarget);
  }

  /** Begins to connect to the target; a refusal closes both sides. */
  static void open(
      SocketChannel client,
      SocketChannel target,
      InetSocketAddress address,
      Selector selector,
      Lane toTarget,
      Lane fromTarget) {
    var connection = new RelayedConnection(client, target, toTarget, fromTarget);
    try {
      for (var channel : new SocketChannel[] {client, target}) {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      target.connect(address);
      connection.clientKey = client.register(selector, 0, connection);
      connection.targetKey = target.register(selector, 0, connection);
      connection.updateInterest();
    } catch (IOException refused) {
      connection.fail(refused);
    }
  }

  void serve(SelectionKey key, ByteBuffer scratch, long now) {
    try {
      if (key.isConnectable()) {
        target.finishConnect();
        toTarget.write();
      }
      if (key.isReadable()) {
        (key == clientKey ? toTarget : fromTarget).read(scratch, now);
      }
      if (key.isWritable()) {
        (key == clientKey ? fromTarget : toTarget).write();
      }
      closeIfDone();
    } catch (IOException e) {
      fail(e);
    }
    updateInterest();
  }

  /** Something became due in this flow. */
  void advance(Flow flow) {
    if (closed) {
      return;
    }
    try {
      if (target.isConnected()) {
        flow.write();
      }
      closeIfDone();
    } catch (IOException e) {
      fail(e);
    }
    updateInterest();
  }

  private void closeIfDone() {
    if (toTarget.isDone() && fromTarget.isDone()) {
      close();
    }
  }

  private void fail(IOException e) {
    LOG.debug("a relayed connection ended: {}", e.getMessage());
    close();
  }

  void close() {
    closed = true;
    for (var channel : new SocketChannel[] {client, target}) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("a relayed connection did not close cleanly", e);
      }
    }
  }

  private void updateInterest() {
    if (closed) {
      return;
    }
    boolean connected = target.isConnected();
    clientKey.interestOps(ops(toTarget, fromTarget));
    targetKey.interestOps(connected ? ops(fromTarget, toTarget) : SelectionKey.OP_CONNECT);
  }

  private static int ops(Flow outOfIt, Flow intoIt) {
    return (outOfIt.wantsToRead() ? SelectionKey.OP_READ : 0)
        | (intoIt.wantsToWrite() ? SelectionKey.OP_WRITE : 0);
  }
}
