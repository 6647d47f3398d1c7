package dev.parallax.router;

import dev.parallax.core.config.EffectiveConfig;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.app.AppName;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.runtime.ops.Readiness;
import dev.parallax.runtime.streams.Instance;
import dev.parallax.runtime.streams.StreamsProperties;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClient;

/**
 * What an app is made of, for processes of benchmarks that are no apps: without an operations
 * server, and with topics that exist.
 */
final class OwnContext {
  private OwnContext() {}

  /**
   * As these options say.
   *
   * @param role the application id's second part
   * @param args {@code --config}, {@code --instance-id} and {@code --state-dir} with their values;
   *     of others no notice is taken
   */
  static AppContext of(String role, String... args) {
    var options = options(args);
    var config = ConfigFiles.runnable(Path.of(options.get("--config"))).config();
    var kafka = config.kafka();
    var prefix = config.topics().prefix();
    return new AppContext(
        config,
        EffectiveConfig.hash(config),
        new Instance(
            AppName.of(role).applicationId(prefix),
            options.get("--instance-id"),
            Path.of(options.get("--state-dir"))),
        new TopicCatalogue(prefix, config.topics().partitions()),
        new AvroCodecs(RegistryAccess.client(config.schemaRegistry(), Map.of())),
        RouterTopologies.meters(config),
        new Readiness(),
        AdminClient.create(StreamsProperties.admin(kafka.bootstrapServers(), kafka.properties())));
  }

  private static Map<String, String> options(String... args) {
    var options = new HashMap<String, String>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    return options;
  }
}
