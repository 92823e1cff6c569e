package io.millrace.console;

import io.vertx.core.net.HostAndPort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Names under which it may be asked. A page of somebody else whose name was made to mean this
 * machine (DNS rebinding) is of the same origin for a browser; only the name tells.
 */
@ApplicationScoped
class KnownHosts {

  private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "::1", "[::1]"));

  KnownHosts(ConsoleSettings settings, @ConfigProperty(name = "quarkus.http.host") String host) {
    names.add(host);
    names.addAll(settings.hosts().orElse(List.of()));
  }

  boolean know(@Nullable HostAndPort authority) {
    return authority != null && names.contains(authority.host().toLowerCase(Locale.ROOT));
  }
}
