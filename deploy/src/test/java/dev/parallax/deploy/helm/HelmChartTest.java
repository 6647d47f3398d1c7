package dev.parallax.deploy.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ConfigResult;
import dev.parallax.deploy.Clone;
import dev.parallax.runtime.config.ConfigFiles;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of a release, whatever its values. */
class HelmChartTest {
  @TempDir private Path directory;

  static List<Path> valueFiles() {
    return Chart.valueFiles();
  }

  @ParameterizedTest
  @MethodSource("valueFiles")
  void passesTheStrictLint(Path values) throws IOException {
    var lint = Chart.lint(values, directory);

    assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
  }

  @Test
  void passesTheStrictLintWithItsDefaults() throws IOException {
    var lint = Chart.lint(Clone.path(Chart.NAME + "/values.yaml"), directory);

    assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("valueFiles")
  void rendersWhatKubernetesKnows(Path values) {
    var objects = Chart.render(values).objects();

    assertThat(objects).hasSizeGreaterThan(5);
    for (var object : objects) {
      assertThat(object.getClass().getSimpleName()).isEqualTo(object.getKind());
      assertThat(UnknownFields.in(object)).as(object.getKind()).isEmpty();
    }
    assertThat(objects)
        .extracting(object -> object.getKind() + name(object))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("valueFiles")
  void rendersAConfigurationThatTheAppsStartWith(Path values) throws IOException {
    var release = Chart.render(values);
    var file = Files.writeString(directory.resolve("parallax.config.yaml"), release.config());

    var result = ConfigFiles.read(file);

    assertThat(result.refusals()).isEmpty();
    var config = ((ConfigResult.Valid) result).config();
    var regions = release.pods().keySet().stream().map(release::environment).toList();
    assertThat(regions)
        .extracting(environment -> environment.get("PARALLAX_REGION"))
        .isSubsetOf(config.regionIds());
  }

  @ParameterizedTest
  @MethodSource("valueFiles")
  void selectsPodsThatAreThere(Path values) {
    var release = Chart.render(values);
    var pods = new ArrayList<Map<String, String>>();
    release.pods().values().forEach(pod -> pods.add(pod.getMetadata().getLabels()));

    for (var selector : selectors(release)) {
      assertThat(selector).isNotEmpty();
      assertThat(pods)
          .as("pods of %s", selector)
          .anySatisfy(labels -> assertThat(labels).containsAllEntriesOf(selector));
    }
  }

  /** A selector that several workloads share would give one the pods of another. */
  @ParameterizedTest
  @MethodSource("valueFiles")
  void givesEveryWorkloadItsOwnPods(Path values) {
    var release = Chart.render(values);

    for (var selector : workloads(release)) {
      assertThat(release.pods().values())
          .filteredOn(
              pod -> pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("valueFiles")
  void runsWithoutPrivilegesFromFixedImages(Path values) {
    var release = Chart.render(values);

    assertThat(release.containers()).isNotEmpty();
    for (var container : release.containers()) {
      assertThat(container.getImage()).matches(".+/(router|health|replicator)-app:[0-9].*");
      var security = container.getSecurityContext();
      assertThat(security.getReadOnlyRootFilesystem()).isTrue();
      assertThat(security.getAllowPrivilegeEscalation()).isFalse();
      assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
      assertThat(container.getResources().getLimits()).containsKey("memory");
    }
    for (var pod : release.pods().values()) {
      assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("valueFiles")
  void asksEveryAppWhetherItLivesAndIsReady(Path values) {
    var release = Chart.render(values);

    for (var workload : release.pods().keySet()) {
      var app = release.container(workload);
      assertThat(app.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
      assertThat(app.getStartupProbe().getHttpGet().getPath()).isEqualTo("/health/live");
      assertThat(app.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
      assertThat(app.getPorts()).extracting("name").containsExactly("operations");
      assertThat(app.getReadinessProbe().getHttpGet().getPort().getStrVal())
          .isEqualTo("operations");
    }
  }

  @ParameterizedTest
  @MethodSource("valueFiles")
  void mountsOnlyVolumesThatThePodHas(Path values) {
    var release = Chart.render(values);

    for (var entry : release.pods().entrySet()) {
      var volumes = new ArrayList<String>();
      entry.getValue().getSpec().getVolumes().forEach(volume -> volumes.add(volume.getName()));
      release.all(StatefulSet.class).stream()
          .filter(set -> name(set).equals(entry.getKey()))
          .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
          .forEach(claim -> volumes.add(name(claim)));
      assertThat(volumes).doesNotHaveDuplicates();
      assertThat(release.container(entry.getKey()).getVolumeMounts())
          .extracting("name")
          .containsExactlyInAnyOrderElementsOf(volumes);
    }
  }

  @Test
  void isOfTheProjectsVersion() {
    var chart = Clone.yaml(Chart.NAME + "/Chart.yaml");

    assertThat(chart.get("version").asText()).isEqualTo(System.getProperty("parallax.version"));
    assertThat(chart.get("appVersion").asText()).isEqualTo(System.getProperty("parallax.version"));
  }

  private static List<Map<String, String>> selectors(Rendered release) {
    var selectors = new ArrayList<>(workloads(release));
    release.all(Service.class).forEach(service -> selectors.add(service.getSpec().getSelector()));
    release
        .all(PodDisruptionBudget.class)
        .forEach(budget -> selectors.add(budget.getSpec().getSelector().getMatchLabels()));
    release
        .all(NetworkPolicy.class)
        .forEach(policy -> selectors.add(policy.getSpec().getPodSelector().getMatchLabels()));
    assertThat(selectors).hasSizeGreaterThan(2);
    return selectors;
  }

  private static List<Map<String, String>> workloads(Rendered release) {
    var selectors = new ArrayList<Map<String, String>>();
    release
        .all(StatefulSet.class)
        .forEach(set -> selectors.add(set.getSpec().getSelector().getMatchLabels()));
    release
        .all(Deployment.class)
        .forEach(set -> selectors.add(set.getSpec().getSelector().getMatchLabels()));
    return selectors;
  }

  /** Every app's pods are scraped once: by its own service, not by the region's endpoint. */
  @Test
  void scrapesEveryAppOnce() {
    var release = Chart.render(Chart.valueFile("everything"));
    var monitor = release.all(ServiceMonitor.class).get(0).getSpec();

    assertThat(release.all(Service.class))
        .filteredOn(
            service ->
                service
                    .getMetadata()
                    .getLabels()
                    .entrySet()
                    .containsAll(monitor.getSelector().getMatchLabels().entrySet()))
        .extracting(HelmChartTest::name)
        .containsExactlyInAnyOrder("fleet-router", "fleet-health", "fleet-observer");
    assertThat(monitor.getEndpoints().get(0).getPort()).isEqualTo("operations");
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
