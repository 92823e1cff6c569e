package io.millrace.ingest.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether anything says who may call; if nothing does, only loopback can, and may everything. */
@ApplicationScoped
class Authentication {

  private final boolean required;

  @Inject
  Authentication(
      SecurityConfig config,
      @ConfigProperty(name = TokenSwitch.ENABLED, defaultValue = "false") boolean tokens) {
    this(config.keysFile().isPresent() || tokens);
  }

  Authentication(boolean required) {
    this.required = required;
  }

  boolean isRequired() {
    return required;
  }
}
