package dev.parallax.runtime.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Defaults of options that depend on the app, the environment or the host.
 *
 * @param environment of the process
 */
record AppDefaults(AppName app, Map<String, String> environment) implements IDefaultValueProvider {

  private static final String CONFIG_FILE = "parallax.config.yaml";

  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    return switch (option.longestName()) {
      case "--config" -> environment.getOrDefault("PARALLAX_CONFIG", CONFIG_FILE);
      case "--instance-id" -> {
        var given = environment.get("PARALLAX_INSTANCE_ID");
        yield given == null ? hostName() : given;
      }
      case "--region" -> environment.get("PARALLAX_REGION");
      case "--bootstrap-servers" -> environment.get("PARALLAX_BOOTSTRAP_SERVERS");
      case "--bind" -> environment.getOrDefault("PARALLAX_BIND", "127.0.0.1");
      case "--port" -> Integer.toString(app.port());
      default -> null;
    };
  }

  /** A host that does not know its own name runs one instance of an app at most. */
  private String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return environment.getOrDefault("HOSTNAME", "local");
    }
  }
}
