package dev.parallax.sandbox;

import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;

/** A broker in this process. */
record BrokerHere(KafkaRaftServer server) implements BrokerServer {

  /** Returns when it serves. */
  static BrokerHere start(Properties properties) {
    surviveBrokerFaults();
    return launch(properties);
  }

  /** The same where the process is the broker's own, and may end as it wants. */
  static BrokerHere launch(Properties properties) {
    var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    try {
      server.startup();
      return new BrokerHere(server);
    } catch (RuntimeException failed) {
      server.shutdown();
      throw failed;
    }
  }

  @Override
  public void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  @Override
  public void kill() {
    throw new IllegalStateException("the broker has no process of its own that could be killed");
  }

  /** The broker's answer to some faults is to end the JVM, which here is not its own. */
  private static void surviveBrokerFaults() {
    Exit.setExitProcedure(BrokerHere::refuseExit);
    Exit.setHaltProcedure(BrokerHere::refuseExit);
  }

  private static void refuseExit(int status, String message) {
    throw new SandboxException(
        "a sandbox broker failed and asked to end the process (status " + status + "): " + message);
  }
}
