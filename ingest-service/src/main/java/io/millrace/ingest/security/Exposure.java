package io.millrace.ingest.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Keeps the service from listening where others reach it while nothing says who may. */
@ApplicationScoped
class Exposure {

  static final String HOST = "quarkus.http.host";
  static final String AUDIENCE = "quarkus.oidc.token.audience";

  private static final Logger LOG = Logger.getLogger(Exposure.class);

  /** Before anything else starts, and long before the port opens. */
  void start(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start,
      @ConfigProperty(name = HOST) String host,
      @ConfigProperty(name = TokenSwitch.ENABLED, defaultValue = "false") boolean tokens,
      @ConfigProperty(name = AUDIENCE) Optional<String> audience,
      Authentication authentication,
      Keys keys) {
    requireAuthentication(host, authentication.isRequired());
    if (tokens && audience.isEmpty()) {
      LOG.warnf("%s is not set: tokens that are for other services are taken as well", AUDIENCE);
    }
    if (keys.isConfigured()) {
      LOG.infof("%d keys of clients are known", keys.size());
    }
  }

  /**
   * Checks where the service is about to listen.
   *
   * @throws IllegalStateException if others reach it there and nobody is asked who they are
   */
  static void requireAuthentication(String host, boolean required) {
    if (!required && !isLoopback(host)) {
      throw new IllegalStateException(
          HOST
              + " is "
              + host
              + ", where other machines reach this service, and nothing says who may call it. Set"
              + " millrace.security.keys-file to a file that `millrace key create` wrote, or "
              + TokenSwitch.PROVIDER
              + " to an OpenID Connect provider; or leave "
              + HOST
              + " at 127.0.0.1.");
    }
  }

  /** A name that has also another address, or none, is taken for the worse. */
  private static boolean isLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
