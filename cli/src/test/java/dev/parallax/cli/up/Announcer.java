package dev.parallax.cli.up;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;

/** A child that listens, says where, and then does nothing. */
public final class Announcer {
  private Announcer() {}

  /** Of {@code --port N}; prints its process id in its address. Ends with 1 if N is taken. */
  public static void main(String[] args) throws InterruptedException, IOException {
    int port = Integer.parseInt(args[1]);
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      System.out.println(
          "listens: http://127.0.0.1:"
              + socket.getLocalPort()
              + "/"
              + ProcessHandle.current().pid());
      new CountDownLatch(1).await();
    }
  }
}
