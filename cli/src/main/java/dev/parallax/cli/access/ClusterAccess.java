package dev.parallax.cli.access;

import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.console.CommandFailure;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.TimeoutException;

/** The rights that a cluster grants: asked for, added, taken back. */
final class ClusterAccess implements AutoCloseable {
  private final Connection connection;
  private final ClusterAdmin admin;

  private ClusterAccess(Connection connection, ClusterAdmin admin) {
    this.connection = connection;
    this.admin = admin;
  }

  /** Opens a client; the cluster is first asked when a question is. */
  static ClusterAccess open(Connection connection) {
    return new ClusterAccess(connection, ClusterAdmin.open(connection));
  }

  /**
   * All that it grants or denies to anybody.
   *
   * @throws CommandFailure if it does not say; tells what to do
   */
  Collection<AclBinding> granted() {
    return answer(admin.client().describeAcls(AclBindingFilter.ANY).values());
  }

  /**
   * Grants these.
   *
   * @throws CommandFailure if one is refused; the others may be granted
   */
  void grant(List<AclBinding> bindings) {
    answer(admin.client().createAcls(bindings).all());
  }

  /**
   * Takes these back.
   *
   * @throws CommandFailure if one is refused; the others may be taken back
   */
  void takeBack(List<AclBinding> bindings) {
    answer(admin.client().deleteAcls(bindings.stream().map(AclBinding::toFilter).toList()).all());
  }

  private <T> T answer(KafkaFuture<T> asked) {
    try {
      return asked.get();
    } catch (ExecutionException refused) {
      throw failure(refused.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed(
          "interrupted while asking for rights; run this again: what is granted stays", stopped);
    }
  }

  private CommandFailure failure(Throwable cause) {
    var cluster = "the cluster at " + connection.bootstrapServers();
    if (cause instanceof SecurityDisabledException) {
      return CommandFailure.failed(
          cluster
              + " has no authorizer, so everybody may do everything: set authorizer.class.name of"
              + " its brokers and controllers",
          cause);
    }
    if (cause instanceof AuthorizationException) {
      return CommandFailure.failed(
          cluster
              + " does not let this login ask for rights or change them: log in by"
              + " --command-config FILE as one who may ALTER the cluster",
          cause);
    }
    if (cause instanceof AuthenticationException) {
      return CommandFailure.failed(
          cluster + " refuses the login: " + cause.getMessage() + "; name one by --command-config",
          cause);
    }
    return CommandFailure.failed(
        cause instanceof TimeoutException
            ? connection.adviceIfUnreachable()
            : cluster + " did not answer about rights: " + cause.getMessage(),
        cause);
  }

  @Override
  public void close() {
    admin.close();
  }
}
