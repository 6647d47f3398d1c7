package dev.parallax.runtime.ops;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.sandbox.SandboxIdentity;
import dev.parallax.schemas.access.OperationsAccess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the environment says of TLS and credentials, as server and as who asks it. */
class OperationsTlsIT {
  @TempDir private static Path directory;
  private static SandboxIdentity server;
  private static SandboxIdentity other;

  @BeforeAll
  static void makeIdentities() {
    server = SandboxIdentity.make(directory, "server", "RSA");
    other = SandboxIdentity.make(directory, "other", "EC");
  }

  @Test
  void whoTrustsTheAuthorityAndHasTheTokenIsAnswered() throws Exception {
    var token = Files.writeString(directory.resolve("token"), "planted-token\n");
    var environment = new HashMap<>(identity(server.certificate(), server.key()));
    environment.put("PARALLAX_OPERATIONS_TOKEN_FILE", token.toString());
    environment.put("PARALLAX_OPERATIONS_CA", server.certificate().toString());
    try (var served = new GuardedServer("127.0.0.1", environment)) {
      var access = OperationsAccess.of(environment);

      assertThat(served.uri().getScheme()).isEqualTo("https");
      assertThat(get(access, served).statusCode()).isEqualTo(200);
      assertThat(get(access, served).body()).contains("parallax_config_info");
      environment.put("PARALLAX_OPERATIONS_CA", other.certificate().toString());
      assertThatThrownBy(() -> get(OperationsAccess.of(environment), served))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void aRenewedCertificateIsShownWithoutARestart() throws Exception {
    var certificate = Files.copy(server.certificate(), directory.resolve("renewed.crt"));
    var key = Files.copy(server.key(), directory.resolve("renewed.key"));
    var trusted =
        OperationsAccess.of(Map.of("PARALLAX_OPERATIONS_CA", other.certificate().toString()));
    try (var served = new GuardedServer("127.0.0.1", identity(certificate, key))) {
      assertThatThrownBy(() -> get(trusted, served)).isInstanceOf(SSLHandshakeException.class);

      Files.copy(other.certificate(), certificate, REPLACE_EXISTING);
      Files.copy(other.key(), key, REPLACE_EXISTING);

      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptionsInstanceOf(SSLHandshakeException.class)
          .until(() -> get(trusted, served).statusCode() == 200);
      assertThat(served.uri().getScheme()).isEqualTo("https");
    }
  }

  private static HttpResponse<String> get(OperationsAccess access, GuardedServer served)
      throws IOException, InterruptedException {
    var request = access.request(served.uri().resolve("/metrics")).build();
    return access.client().build().send(request, BodyHandlers.ofString());
  }

  @Test
  void readsKeysAsTheyAreHandedOut() throws IOException {
    assertThat(security(other.certificate(), other.key()).identity()).isPresent();
    var old = pem("old.key", "RSA PRIVATE KEY", withoutItsWrapping(server.key()));
    assertThat(security(server.certificate(), old).identity()).isPresent();
  }

  /** PKCS#1 is what PKCS#8 has in its last element, after 26 bytes where a key is that long. */
  private static byte[] withoutItsWrapping(Path key) throws IOException {
    var text = Files.readString(key).replaceAll("-----[A-Z ]+-----", "");
    var whole = Base64.getMimeDecoder().decode(text);
    return Arrays.copyOfRange(whole, 26, whole.length);
  }

  private static Path pem(String name, String what, byte[] body) throws IOException {
    return Files.writeString(
        directory.resolve(name),
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(body)));
  }

  @Test
  void saysWhatCannotBeUsedWithoutShowingIt() throws IOException {
    var empty = Files.writeString(directory.resolve("empty"), "\n");
    var encrypted = pem("encrypted.key", "ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3});
    var broken = pem("broken.key", "PRIVATE KEY", "planted".getBytes(US_ASCII));
    refused(identity(server.certificate(), other.key()), "is not the key of the first certificate");
    refused(identity(server.certificate(), encrypted), "openssl pkcs8");
    refused(identity(server.certificate(), broken), "its private key is not of RSA, EC or EdDSA");
    refused(identity(empty, server.key()), "has no certificate");
    refused(identity(directory.resolve("none"), server.key()), "cannot be read: create it");
    refused(Map.of("PARALLAX_OPERATIONS_TLS_KEY", "x"), "go together: set both, or none");
    refused(
        Map.of("PARALLAX_OPERATIONS_USER", "ada"), "is set without PARALLAX_OPERATIONS_PASSWORD");
    refused(Map.of("PARALLAX_OPERATIONS_TOKEN_FILE", empty.toString()), "is empty");
    refused(
        Map.of("PARALLAX_OPERATIONS_TOKEN", "planted", "PARALLAX_OPERATIONS_TOKEN_FILE", "x"),
        "are both set");
  }

  private static void refused(Map<String, String> environment, String why) {
    assertThatThrownBy(() -> OperationsSecurity.of(environment))
        .isInstanceOf(KnownFault.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("planted");
  }

  private static OperationsSecurity security(Path certificate, Path key) {
    return OperationsSecurity.of(identity(certificate, key));
  }

  private static Map<String, String> identity(Path certificate, Path key) {
    return Map.of(
        "PARALLAX_OPERATIONS_TLS_CERTIFICATE", certificate.toString(),
        "PARALLAX_OPERATIONS_TLS_KEY", key.toString());
  }

  @Test
  void showsNoSecretWhenItIsPrinted() {
    var access =
        OperationsAccess.of(
            Map.of(
                "PARALLAX_OPERATIONS_TOKEN", "planted",
                "PARALLAX_OPERATIONS_USER", "ada",
                "PARALLAX_OPERATIONS_PASSWORD", "planted"));
    var security = new OperationsSecurity(access, Optional.empty());

    assertThat(List.of(access, access.login(), security, security.identity()).toString())
        .contains("with credentials")
        .doesNotContain("planted");
  }
}
