package dev.parallax.runtime.ops;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** What an operations server listens by: HTTP/1.1, over TLS where it has an identity. */
final class OperationsConnector {
  private OperationsConnector() {}

  static Connector of(Server server, HttpConfiguration http, OperationsServer.Address address) {
    http.setSendServerVersion(false);
    var plain = new HttpConnectionFactory(http);
    var connector =
        address
            .security()
            .identity()
            .map(identity -> secured(server, http, plain, identity))
            .orElseGet(() -> new ServerConnector(server, plain));
    connector.setHost(address.host());
    connector.setPort(address.port());
    return connector;
  }

  /** Any name will do: probes ask by addresses that no certificate has. */
  private static ServerConnector secured(
      Server server,
      HttpConfiguration http,
      HttpConnectionFactory plain,
      OperationsIdentity identity) {
    http.addCustomizer(new SecureRequestCustomizer(false));
    var read = identity.read();
    var tls = new SslContextFactory.Server();
    tls.setKeyStore(read);
    tls.setKeyStorePassword("");
    var connector = new ServerConnector(server, tls, plain);
    connector.addBean(new RenewedIdentity(identity, read, tls, connector.getScheduler()));
    return connector;
  }
}
