package dev.parallax.deploy.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.deploy.Clone;
import dev.parallax.runtime.config.ConfigFiles;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single values do. */
class ReleaseTest {
  @TempDir private Path directory;

  @Test
  void runsRouterAndHealthAppWithNothingButBrokersAndRegistry() {
    var release = Chart.render(Chart.valueFile("minimal"));

    assertThat(release.pods()).containsOnlyKeys("fleet-parallax-router", "fleet-parallax-health");
    assertThat(release.one(StatefulSet.class, "fleet-parallax-router").getSpec().getReplicas())
        .isEqualTo(2);
    assertThat(config(release).regionIds()).containsExactly("us-east-1", "eu-west-1", "ap-south-1");
  }

  @Test
  void runsAReplicatorWhereRegionsHaveClusters() {
    var release = Chart.render(Chart.valueFile("federated"));

    assertThat(release.pods())
        .containsOnlyKeys(
            "fleet-parallax-router", "fleet-parallax-health", "fleet-parallax-replicator");
    assertThat(replicators(release)).isEqualTo(1);
    assertThat(replicators(Chart.render("federated", "replicator.replicas", 2))).isEqualTo(2);
    assertThat(release.container("fleet-parallax-replicator").getArgs())
        .containsExactly("--peer", "us-east-1=10.0.0.7:9094");
  }

  private static int replicators(Rendered release) {
    return release.one(StatefulSet.class, "fleet-parallax-replicator").getSpec().getReplicas();
  }

  @Test
  void runsAnObserverAlone() {
    var release = Chart.render(Chart.valueFile("observer"));

    assertThat(release.pods()).containsOnlyKeys("fleet-parallax-observer");
    assertThat(release.container("fleet-parallax-observer").getArgs())
        .containsExactly("--observer", "--endpoint", "us-east-1=https://10.0.0.7");
    assertThat(release.environment("fleet-parallax-observer"))
        .containsEntry("PARALLAX_REGION", "eu-west-1")
        .containsEntry("PARALLAX_BOOTSTRAP_SERVERS", "kafka.us-east.example.com:9094");
    assertThat(release.one(Service.class, "fleet-parallax").getSpec().getSelector())
        .containsEntry("app.kubernetes.io/component", "observer");
  }

  @Test
  void keepsOneRegionWhereThereAreNoOthers() {
    assertThat(config(Chart.render(Chart.valueFile("single"))).regionIds())
        .containsExactly("eu-west-1");
  }

  /** C5: different hashes at once raise an alert. */
  @Test
  void givesAllRegionsOneConfiguration() {
    var here = Chart.render(Chart.valueFile("page"));
    var there = Chart.render("page", "multiRegion.currentRegion", "ap-south-1");

    assertThat(there.config()).isEqualTo(here.config());
    assertThat(there.environment("fleet-parallax-router"))
        .containsEntry("PARALLAX_REGION", "ap-south-1");
  }

  @Test
  void restartsThePodsWhenTheConfigurationChanges() {
    var before = Chart.render("minimal", "multiRegion.routing.strategy", "latency");
    var after = Chart.render("minimal", "multiRegion.routing.strategy", "capability");

    assertThat(checksum(after)).isNotEqualTo(checksum(before));
  }

  private static String checksum(Rendered release) {
    var pod = release.pods().get("fleet-parallax-router");
    return pod.getMetadata().getAnnotations().get("checksum/config");
  }

  /** The configuration holds names of secrets, and Kafka's own clients read what they stand for. */
  @Test
  void keepsSecretsOutOfTheConfiguration() throws IOException {
    var release = Chart.render(Chart.valueFile("secured"));
    var secret = release.one(Secret.class, "fleet-parallax-credentials").getData();
    var jaas = new String(Base64.getDecoder().decode(secret.get("jaas")), StandardCharsets.UTF_8);
    assertThat(jaas).contains("a-password-for-trials");
    assertThat(release.config()).doesNotContain("a-password-for-trials");
    assertThat(mountPaths(release)).contains("/etc/parallax/credentials");
    Files.writeString(directory.resolve("jaas"), jaas);

    assertThat(seenByAClient(config(release).kafka().properties()))
        .containsEntry("sasl.jaas.config", jaas);
  }

  @ParameterizedTest
  @CsvSource({
    "ssl.keystore.password, abc",
    "ssl.keystore.key, abc",
    "sasl.oauthbearer.client.credentials.client.secret, abc",
    "sasl.jaas.config, 'a.Module required username=\"me\" Password = \"abc\";'"
  })
  void refusesASecretInTheConfiguration(String key, String value) {
    var path = "kafka.properties." + key.replace(".", "\\.");

    assertThatThrownBy(() -> Chart.render("minimal", path, value))
        .hasMessageContaining(key + " is a secret, and would be in a ConfigMap");
  }

  @Test
  void takesALoginWithoutASecret() {
    var module = "software.amazon.msk.auth.iam.IAMLoginModule required;";

    var release = Chart.render("minimal", "kafka.properties.sasl\\.jaas\\.config", module);

    assertThat(config(release).kafka().properties()).containsEntry("sasl.jaas.config", module);
  }

  @Test
  void readsSecretsOfEveryRegionsCluster() throws IOException {
    Files.writeString(directory.resolve("jaas"), "a module and its password");

    for (var region : config(Chart.render(Chart.valueFile("federated"))).regions()) {
      assertThat(seenByAClient(region.kafka().orElseThrow().properties()))
          .containsEntry("sasl.jaas.config", "a module and its password");
    }
  }

  /** With the mounted directory where this test has one. */
  private Map<String, Object> seenByAClient(Map<String, String> properties) {
    var here = new HashMap<String, Object>();
    properties.forEach(
        (key, value) ->
            here.put(key, value.replace("/etc/parallax/credentials", directory.toString())));
    here.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
    return new AdminClientConfig(here).originals();
  }

  private static List<String> mountPaths(Rendered release) {
    return release.container("fleet-parallax-router").getVolumeMounts().stream()
        .map(mount -> mount.getMountPath())
        .toList();
  }

  @Test
  void takesTheRegistrysPasswordFromASecret() {
    var release = Chart.render(Chart.valueFile("secured"));
    var registry = config(release).schemaRegistry();

    assertThat(registry.passwordEnv()).contains("PARALLAX_REGISTRY_PASSWORD");
    assertThat(release.container("fleet-parallax-router").getEnv())
        .filteredOn(variable -> variable.getName().equals("PARALLAX_REGISTRY_PASSWORD"))
        .extracting(variable -> variable.getValueFrom().getSecretKeyRef().getName())
        .containsExactly("registry");
  }

  /** Secrets come by name, probes speak TLS, and who scrapes shows the token. */
  @Test
  void asksWhoWantsToSeeOperations() {
    var release = Chart.render(Chart.valueFile("secured"));
    var app = release.container("fleet-parallax-router");

    assertThat(app.getEnv())
        .filteredOn(variable -> variable.getName().startsWith("PARALLAX_OPERATIONS_"))
        .extracting(
            variable ->
                variable.getName()
                    + "="
                    + (variable.getValueFrom() == null
                        ? variable.getValue()
                        : variable.getValueFrom().getSecretKeyRef().getKey()))
        .containsExactlyInAnyOrder(
            "PARALLAX_OPERATIONS_TOKEN=token",
            "PARALLAX_OPERATIONS_USER=console",
            "PARALLAX_OPERATIONS_PASSWORD=password",
            "PARALLAX_OPERATIONS_TLS_CERTIFICATE=/etc/parallax/operations/tls.crt",
            "PARALLAX_OPERATIONS_TLS_KEY=/etc/parallax/operations/tls.key",
            "PARALLAX_OPERATIONS_CA=/etc/parallax/credentials/ca.crt");
    assertThat(mountPaths(release)).contains("/etc/parallax/operations");
    assertThat(List.of(app.getLivenessProbe(), app.getReadinessProbe(), app.getStartupProbe()))
        .allSatisfy(probe -> assertThat(probe.getHttpGet().getScheme()).isEqualTo("HTTPS"));
    var scraped = release.all(ServiceMonitor.class).get(0).getSpec().getEndpoints().get(0);
    assertThat(String.valueOf(scraped.getScheme())).isEqualToIgnoringCase("https");
    assertThat(scraped.getAuthorization().getCredentials().getKey()).isEqualTo("token");
  }

  @Test
  void letsOutWhatTheConfigurationNames() {
    var policy = Chart.render(Chart.valueFile("everything")).all(NetworkPolicy.class).get(0);

    assertThat(policy.getSpec().getEgress().get(1).getPorts())
        .extracting(port -> port.getPort().getIntVal())
        .containsExactlyInAnyOrder(443, 8443, 9092, 9095);
  }

  /** Those who are named, and the release's own test. */
  @Test
  void letsInWhomItIsToldAndItsOwnTest() {
    var policy = Chart.render(Chart.valueFile("everything")).all(NetworkPolicy.class).get(0);
    var peers = policy.getSpec().getIngress().get(0).getFrom();

    assertThat(peers).hasSize(2);
    assertThat(peers.get(0).getNamespaceSelector().getMatchLabels())
        .containsEntry("kubernetes.io/metadata.name", "monitoring");
    assertThat(peers.get(1).getPodSelector()).isEqualTo(policy.getSpec().getPodSelector());
    var open = Chart.render(Chart.valueFile("secured")).all(NetworkPolicy.class).get(0);
    assertThat(open.getSpec().getIngress().get(0).getFrom()).isEmpty();
  }

  @Test
  void namesPodsAndVolumesThatOutliveRestarts() {
    var router = Chart.render(Chart.valueFile("everything")).one(StatefulSet.class, "fleet-router");

    assertThat(router.getSpec().getVolumeClaimTemplates().get(0).getSpec().getStorageClassName())
        .isEqualTo("gp3");
    assertThat(router.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv())
        .filteredOn(variable -> variable.getName().equals("POD_NAME"))
        .extracting(variable -> variable.getValueFrom().getFieldRef().getFieldPath())
        .containsExactly("metadata.name");
  }

  /** In one Kafka cluster, two processes of an app with one id fence each other. */
  @Test
  void namesInstancesApartByRegion() {
    var here = Chart.render("minimal", "multiRegion.currentRegion", "us-east-1");
    var there = Chart.render("minimal", "multiRegion.currentRegion", "eu-west-1");

    assertThat(here.environment("fleet-parallax-router"))
        .containsEntry("PARALLAX_INSTANCE_ID", "us-east-1.$(POD_NAME)");
    assertThat(there.environment("fleet-parallax-router"))
        .containsEntry("PARALLAX_INSTANCE_ID", "eu-west-1.$(POD_NAME)");
  }

  /** A chart holds only what is in its directory, so it has a copy. */
  @Test
  void alertsAsPrometheusWithoutKubernetesDoes() {
    assertThat(Clone.text(Chart.NAME + "/files/alerts.yaml"))
        .as("cp deploy/prometheus/alerts.yaml deploy/helm/parallax/files/")
        .isEqualTo(Clone.text("deploy/prometheus/alerts.yaml"));
    var rule = Chart.render(Chart.valueFile("everything")).all(PrometheusRule.class).get(0);
    var region =
        rule.getSpec().getGroups().get(0).getRules().stream()
            .filter(alert -> alert.getAlert().equals("RegionUnhealthy"))
            .findFirst()
            .orElseThrow();
    assertThat(region.getExpr().getStrVal()).isEqualTo("parallax_region_health == 0");
    assertThat(region.getAnnotations())
        .containsEntry("summary", "Region {{ $labels.region }} is unhealthy");
  }

  /** The notes name workloads, which must be there. */
  @ParameterizedTest
  @ValueSource(strings = {"federated", "observer"})
  void tellsWhatToDoNext(String values) {
    var notes = Chart.notes(Chart.valueFile(values));
    var named = Pattern.compile("(statefulset|deployment)/(\\S+)").matcher(notes).results();

    assertThat(named.map(found -> found.group(2)).distinct())
        .containsExactlyInAnyOrderElementsOf(Chart.render(Chart.valueFile(values)).pods().keySet());
    assertThat(notes)
        .contains("helm --namespace agents test fleet")
        .contains("get configmap fleet-parallax-config")
        .contains("prometheusRule.enabled=true");
  }

  @Test
  void refusesACurrentRegionThatIsNotDefined() {
    assertThatThrownBy(() -> Chart.render("minimal", "multiRegion.currentRegion", "mars-1"))
        .hasMessageContaining("mars-1 is no region of multiRegion.regions; name one of us-east-1");
  }

  @Test
  void asksForBrokers() {
    assertThatThrownBy(() -> Chart.render("minimal", "kafka.bootstrapServers", ""))
        .hasMessageContaining("kafka.bootstrapServers: name the brokers");
  }

  private ParallaxConfig config(Rendered release) {
    try {
      var file = directory.resolve("parallax.config.yaml");
      return ConfigFiles.load(Files.writeString(file, release.config()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
