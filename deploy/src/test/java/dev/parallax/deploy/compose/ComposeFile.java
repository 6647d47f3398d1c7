package dev.parallax.deploy.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.deploy.Clone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What compose.yaml says, aliases and merges resolved.
 *
 * @param root the whole document
 */
record ComposeFile(JsonNode root) {

  /** The one at the root of the clone. */
  static ComposeFile ofClone() {
    // Jackson's own reader knows no aliases; Compose refuses what stands twice.
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var yaml = new Yaml(new SafeConstructor(options));
    Object document = yaml.load(Clone.text("compose.yaml"));
    return new ComposeFile(new ObjectMapper().valueToTree(document));
  }

  Map<String, JsonNode> services() {
    var services = new LinkedHashMap<String, JsonNode>();
    root.get("services")
        .properties()
        .forEach(entry -> services.put(entry.getKey(), entry.getValue()));
    return services;
  }

  JsonNode service(String name) {
    return services().get(name);
  }

  /** Sources of all mounts of a service: paths begin with a dot, volumes do not. */
  static List<String> sources(JsonNode service) {
    var sources = new ArrayList<String>();
    service.path("volumes").forEach(volume -> sources.add(volume.asText().split(":", -1)[0]));
    return sources;
  }

  static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
