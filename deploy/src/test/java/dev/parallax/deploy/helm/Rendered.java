package dev.parallax.deploy.helm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Kubernetes objects of a release.
 *
 * @param objects in the order in which Helm prints them
 */
record Rendered(List<HasMetadata> objects) {
  private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Reads what {@code helm template} prints. */
  Rendered(String text) {
    this(parse(text));
  }

  private static List<HasMetadata> parse(String text) {
    var objects = new ArrayList<HasMetadata>();
    try (var parser = new YAMLFactory().createParser(text)) {
      var documents =
          YAML.readerFor(new TypeReference<Map<String, Object>>() {}).readValues(parser);
      while (documents.hasNext()) {
        var document = documents.next();
        if (document != null) {
          objects.add(KUBERNETES.convertValue(document, HasMetadata.class));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
    return objects;
  }

  <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends HasMetadata> T one(Class<T> kind, String name) {
    return all(kind).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
  }

  /** Templates of the pods of all workloads, by the workload's name. */
  Map<String, PodTemplateSpec> pods() {
    var pods = new LinkedHashMap<String, PodTemplateSpec>();
    all(StatefulSet.class)
        .forEach(set -> pods.put(set.getMetadata().getName(), set.getSpec().getTemplate()));
    all(Deployment.class)
        .forEach(set -> pods.put(set.getMetadata().getName(), set.getSpec().getTemplate()));
    return pods;
  }

  /** Containers of all pods, those of tests, too. */
  List<Container> containers() {
    var containers = new ArrayList<Container>();
    pods().values().forEach(pod -> containers.addAll(pod.getSpec().getContainers()));
    all(Pod.class).forEach(pod -> containers.addAll(pod.getSpec().getContainers()));
    return containers;
  }

  /** Values of the only container's environment that are written there, by name. */
  Map<String, String> environment(String workload) {
    return container(workload).getEnv().stream()
        .filter(variable -> variable.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }

  Container container(String workload) {
    return Optional.ofNullable(pods().get(workload))
        .orElseThrow(() -> new AssertionError("no workload " + workload + " in " + pods().keySet()))
        .getSpec()
        .getContainers()
        .get(0);
  }

  /** The text of parallax.config.yaml. */
  String config() {
    return all(ConfigMap.class).get(0).getData().get("parallax.config.yaml");
  }
}
