package dev.parallax.sandbox;

import java.nio.file.Path;
import java.time.Duration;

/** A broker in a process of its own. */
record BrokerChild(ChildProcess process) implements BrokerServer {
  private static final int HEAP_MB = 256;
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(30);

  /** Returns when it serves. */
  static BrokerChild start(Path properties, SandboxBroker.OwnProcess own) {
    var command =
        ChildProcess.java("broker", BrokerMain.class.getName())
            .heapMb(HEAP_MB)
            .arguments(properties.toString());
    for (var variable : own.environment().get().entrySet()) {
      command = command.environment(variable.getKey(), variable.getValue());
    }
    var process = command.start(own.log());
    try {
      process.awaitLine(BrokerMain.SERVES, START);
    } catch (RuntimeException failed) {
      process.close();
      throw failed;
    }
    process.closedByCaller();
    return new BrokerChild(process);
  }

  /** Whether what a child wrote before it ended tells that a port was taken. */
  static boolean tellsOfBinding(Throwable fault) {
    return fault instanceof SandboxException
        && fault.getMessage().contains("Address already in use");
  }

  @Override
  public void stop() {
    process.stop(STOP);
  }

  @Override
  public void kill() {
    process.kill();
  }
}
