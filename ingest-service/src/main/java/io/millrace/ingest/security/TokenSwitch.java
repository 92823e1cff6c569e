package io.millrace.ingest.security;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Has tokens taken if a provider or its public key is configured, and only then: Quarkus would not
 * start without one.
 */
public final class TokenSwitch implements ConfigSourceFactory {

  static final String ENABLED = "quarkus.oidc.tenant-enabled";
  static final String PROVIDER = "quarkus.oidc.auth-server-url";
  static final String PUBLIC_KEY = "quarkus.oidc.public-key";

  private static final int BELOW_ALL_FILES = 50; // ordinal; application.properties has 250

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    boolean configured = Stream.of(PROVIDER, PUBLIC_KEY).anyMatch(key -> isSet(context, key));
    return List.of(
        new PropertiesConfigSource(
            Map.of(ENABLED, Boolean.toString(configured)), "tokens", BELOW_ALL_FILES));
  }

  private static boolean isSet(ConfigSourceContext context, String key) {
    ConfigValue value = context.getValue(key);
    return value != null && value.getValue() != null && !value.getValue().isBlank();
  }
}
