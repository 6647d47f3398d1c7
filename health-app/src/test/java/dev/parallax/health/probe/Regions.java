package dev.parallax.health.probe;

import dev.parallax.sandbox.Link;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** The control planes of two regions: one is well and far away, the other is not ready. */
public final class Regions implements AutoCloseable {
  private final ReadyServer wellServer = ReadyServer.answering(200);
  private final ReadyServer sickServer = ReadyServer.answering(503);
  private final Link link;

  private Regions(Duration roundTrip) throws IOException {
    link = Link.roundTrip(roundTrip).target(wellServer.port());
  }

  /** Starts both, the one that is well at this distance. */
  public static Regions start(Duration roundTrip) throws IOException {
    return new Regions(roundTrip);
  }

  /** Endpoint of the one that is well. */
  public URI well() {
    return URI.create("http://" + link.address());
  }

  /** Endpoint of the one that is not ready. */
  public URI sick() {
    return sickServer.endpoint();
  }

  @Override
  public void close() {
    link.close();
    wellServer.close();
    sickServer.close();
  }
}
