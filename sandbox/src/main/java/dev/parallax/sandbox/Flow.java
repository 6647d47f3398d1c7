package dev.parallax.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/** One direction of one relayed connection: read, carried by its lane, written when due. */
final class Flow {
  /** Beyond it no more is read: 8 MiB within 90 ms are 88 MB/s. */
  private static final int LIMIT_BYTES = 8 * 1024 * 1024;

  private final RelayedConnection connection;
  private final SocketChannel source;
  private final SocketChannel sink;
  private final Lane lane;
  private final ArrayDeque<ByteBuffer> due = new ArrayDeque<>();
  private int underWayBytes;
  private boolean readEnded;
  private boolean endDue;
  private boolean done;

  Flow(RelayedConnection connection, SocketChannel source, SocketChannel sink, Lane lane) {
    this.connection = connection;
    this.source = source;
    this.sink = sink;
    this.lane = lane;
  }

  boolean wantsToRead() {
    return !readEnded && underWayBytes < LIMIT_BYTES;
  }

  boolean wantsToWrite() {
    return !due.isEmpty();
  }

  /** Whether the end was passed on. */
  boolean isDone() {
    return done;
  }

  void read(ByteBuffer scratch, long now) {
    int count;
    try {
      count = source.read(scratch.clear());
    } catch (IOException reset) {
      // It travels like anything else: the far side learns of it after the delay.
      stopReading(Lane.Kind.ABORT, now);
      return;
    }
    if (count < 0) {
      stopReading(Lane.Kind.END, now);
    } else if (count > 0) {
      underWayBytes += count;
      lane.carry(this, Lane.Kind.DATA, copy(scratch.flip()), now);
    }
  }

  private void stopReading(Lane.Kind kind, long now) {
    readEnded = true;
    lane.carry(this, kind, ByteBuffer.allocate(0), now);
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
  }

  void deliver(Lane.Kind kind, ByteBuffer bytes) {
    switch (kind) {
      case DATA -> due.add(bytes);
      case END -> endDue = true;
      case ABORT -> connection.close();
    }
    connection.advance(this);
  }

  /** Writes as much as the far side takes now. */
  void write() throws IOException {
    while (!due.isEmpty()) {
      var head = due.element();
      sink.write(head);
      if (head.hasRemaining()) {
        return;
      }
      underWayBytes -= head.limit();
      due.remove();
    }
    if (endDue && !done) {
      sink.shutdownOutput();
      done = true;
    }
  }
}
