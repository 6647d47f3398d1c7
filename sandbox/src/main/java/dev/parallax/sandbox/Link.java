package dev.parallax.sandbox;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * A link between two regions: a TCP relay on the loopback interface that passes every byte on after
 * a fixed delay, in order and without losing any, and can be cut in each direction. Thread-safe;
 * one thread serves all its connections.
 *
 * <p>A connection is accepted at once, so that opening one and asking takes one round trip, not
 * two. A connection is closed at once if the link has no target yet or the target refuses it.
 */
public final class Link implements AutoCloseable {
  private final RelayLoop loop;

  /** Which way bytes travel. */
  public enum Direction {
    /** From those who connect to the link. */
    TO_TARGET,
    /** To those who connect to the link. */
    FROM_TARGET
  }

  private Link(Duration toTarget, Duration fromTarget) {
    this.loop = RelayLoop.start(toTarget, fromTarget);
  }

  /**
   * A link with the same delay each way, listening on a free port; its target may come later.
   *
   * @throws SandboxException if it cannot listen
   */
  public static Link listen(Duration oneWay) {
    return listen(oneWay, oneWay);
  }

  /** As {@link #listen(Duration)}, with a delay for each direction; 0 or more. */
  public static Link listen(Duration toTarget, Duration fromTarget) {
    if (toTarget.isNegative() || fromTarget.isNegative()) {
      throw new IllegalArgumentException("a delay is negative: " + toTarget + ", " + fromTarget);
    }
    return new Link(toTarget, fromTarget);
  }

  /** As {@link #listen(Duration)}, with half of this time each way. */
  public static Link roundTrip(Duration roundTrip) {
    return listen(roundTrip.dividedBy(2));
  }

  /** The loopback port to connect to. */
  public int port() {
    return loop.port();
  }

  /** {@code host:port} to connect to. */
  public String address() {
    return LoopbackPorts.HOST + ":" + port();
  }

  /** Relays new connections to this loopback port. */
  public Link target(int port) {
    loop.target(LoopbackPorts.address(port));
    return this;
  }

  /**
   * Relays new connections to this address, which is resolved now.
   *
   * @throws SandboxException if the host is unknown
   */
  public Link target(String host, int port) {
    try {
      loop.target(new InetSocketAddress(InetAddress.getAllByName(host)[0], port));
    } catch (UnknownHostException e) {
      throw new SandboxException("the link's target host " + host + " is unknown", e);
    }
    return this;
  }

  /**
   * Holds back what travels in this direction, as when packets are lost: nobody is told, and
   * connections stay open.
   */
  public void cut(Direction direction) {
    loop.setCut(direction, true);
  }

  /** Lets bytes travel again in this direction, those first that were held back. */
  public void heal(Direction direction) {
    loop.setCut(direction, false);
  }

  /** Whether this direction is cut. */
  public boolean isCut(Direction direction) {
    return loop.isCut(direction);
  }

  /** Closes the port and every connection; what is under way is lost. */
  @Override
  public void close() {
    loop.close();
  }
}
