package io.millrace.ingest.security;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether anything says who may call; if nothing does, only loopback can, and may everything. */
@ApplicationScoped
class Authentication {

  private final boolean keys;
  private final boolean tokens;

  Authentication(
      SecurityConfig config,
      @ConfigProperty(name = TokenSwitch.ENABLED, defaultValue = "false") boolean tokens) {
    this.keys = config.keysFile().isPresent();
    this.tokens = tokens;
  }

  boolean isRequired() {
    return keys || tokens;
  }
}
