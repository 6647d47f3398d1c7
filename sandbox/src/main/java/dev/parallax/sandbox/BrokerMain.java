package dev.parallax.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The main class of a broker in a process of its own. */
final class BrokerMain {
  /** What it prints when it serves. */
  static final String SERVES = "the broker serves";

  private BrokerMain() {}

  /** Of the file with the broker's properties. */
  public static void main(String[] args) throws IOException {
    QuietLogs.apply();
    var properties = new Properties();
    try (var in = Files.newInputStream(Path.of(args[0]))) {
      properties.load(in);
    }
    var broker = BrokerHere.launch(properties);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "stop-broker"));
    System.out.println(SERVES);
    broker.server().awaitShutdown();
  }
}
