package dev.parallax.cli.up;

import java.util.concurrent.CountDownLatch;

/** A child that says where it listens, and then does nothing. */
public final class Announcer {
  private Announcer() {}

  /** Prints its process id as its port's stead. */
  public static void main(String[] args) throws InterruptedException {
    System.out.println(
        "listens: http://127.0.0.1:" + args[0] + "/" + ProcessHandle.current().pid());
    new CountDownLatch(1).await();
  }
}
