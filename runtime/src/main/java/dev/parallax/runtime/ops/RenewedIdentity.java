package dev.parallax.runtime.ops;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over a certificate that was renewed in its files: connections from then on are given the
 * new one. Files that do not belong together, as while they are replaced one after the other, leave
 * everything as it is.
 */
final class RenewedIdentity extends AbstractLifeCycle {
  private static final Logger LOG = LoggerFactory.getLogger(RenewedIdentity.class);
  private static final long PERIOD_SECONDS = 5;

  private final OperationsIdentity identity;
  private final SslContextFactory.Server tls;
  private final Scheduler scheduler;
  private List<Certificate> shown;
  private String problem = "";

  /**
   * @param shown what {@code tls} has now
   */
  RenewedIdentity(
      OperationsIdentity identity,
      KeyStore shown,
      SslContextFactory.Server tls,
      Scheduler scheduler) {
    this.identity = identity;
    this.shown = certificates(shown);
    this.tls = tls;
    this.scheduler = scheduler;
  }

  @Override
  protected void doStart() {
    lookLater();
  }

  private void lookLater() {
    var unused = scheduler.schedule(this::look, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    if (!isRunning()) {
      return;
    }
    try {
      takeOver(identity.read());
      problem = "";
    } catch (Exception e) {
      tell(e);
    }
    lookLater();
  }

  private void takeOver(KeyStore read) throws Exception {
    var certificates = certificates(read);
    if (!certificates.equals(shown)) {
      tls.reload(changed -> changed.setKeyStore(read));
      shown = certificates;
      LOG.info("The certificate of the operations server was renewed from {}", identity);
    }
  }

  private void tell(Exception fault) {
    var now = String.valueOf(fault.getMessage());
    if (!now.equals(problem)) {
      LOG.warn("The operations server keeps its certificate: {}", now);
      problem = now;
    }
  }

  private static List<Certificate> certificates(KeyStore store) {
    try {
      var all = new ArrayList<Certificate>();
      for (var aliases = store.aliases(); aliases.hasMoreElements(); ) {
        all.addAll(List.of(store.getCertificateChain(aliases.nextElement())));
      }
      return all;
    } catch (KeyStoreException e) {
      throw new IllegalStateException("a store that was made is open", e);
    }
  }
}
