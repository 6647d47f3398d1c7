package dev.parallax.runtime.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.parallax.core.config.RegistryTls;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.sandbox.SandboxIdentity;
import dev.parallax.schemas.RegistryException;
import dev.parallax.schemas.access.PemFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry over https that asks for a certificate. */
class RegistryTlsTest {
  @TempDir private static Path directory;
  private static SandboxIdentity identity;
  private static HttpsServer server;

  @BeforeAll
  static void serve() throws Exception {
    identity = SandboxIdentity.make(directory, "registry", "EC");
    var itself =
        PemFiles.context(
            Optional.of(identity.certificate()),
            Optional.of(PemFiles.identity(identity.certificate(), identity.key())));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new AskingForCertificates(itself));
    server.createContext(
        "/",
        exchange -> {
          var body = "[\"AVRO\"]".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private static final class AskingForCertificates extends HttpsConfigurator {
    AskingForCertificates(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters asked) {
      var parameters = getSSLContext().getDefaultSSLParameters();
      parameters.setNeedClientAuth(true);
      asked.setSSLParameters(parameters);
    }
  }

  @AfterAll
  static void end() {
    server.stop(0);
  }

  @Test
  void isTrustedByItsAuthorityAndShownTheCertificate() {
    ping(tls(identity.certificate(), identity.certificate(), identity.key()));
  }

  @Test
  void isNotTrustedByTheAuthoritiesOfTheJvm() {
    assertThatThrownBy(() -> ping(RegistryTls.DEFAULT))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("SSLHandshakeException");
  }

  @Test
  void refusesWhoShowsNoCertificate() {
    var tls =
        new RegistryTls(
            Optional.of(identity.certificate().toString()), Optional.empty(), Optional.empty());

    assertThatThrownBy(() -> ping(tls)).isInstanceOf(RegistryException.class);
  }

  @Test
  void saysWhichFileCannotBeUsed() {
    var none = directory.resolve("none.crt");

    assertThatThrownBy(() -> ping(tls(none, identity.certificate(), identity.key())))
        .isInstanceOf(KnownFault.class)
        .hasMessage(
            "schemaRegistry: %s cannot be read: create it, readable for this user".formatted(none));
    assertThat(none).doesNotExist();
  }

  private static RegistryTls tls(Path authorities, Path certificate, Path key) {
    return new RegistryTls(
        Optional.of(authorities.toString()),
        Optional.of(certificate.toString()),
        Optional.of(key.toString()));
  }

  private static void ping(RegistryTls tls) {
    var url = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    var settings =
        new SchemaRegistry(List.of(url), Optional.empty(), Optional.empty(), Optional.empty(), tls);
    try (var client = RegistryAccess.clientOfApp(settings, Map.of())) {
      client.ping();
    }
  }
}
