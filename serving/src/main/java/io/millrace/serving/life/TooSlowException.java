package io.millrace.serving.life;

import io.millrace.serving.ModelBundle;
import java.util.Locale;

/** A version of a model that is slower than the one in service, by more than is allowed. */
public final class TooSlowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooSlowException(ModelBundle bundle, double factor, double allowed, ModelBundle serving) {
    super(
        String.format(
            Locale.ROOT,
            "model %s takes %.1f times as long as %s, which serves; allowed is %.1f times",
            bundle,
            factor,
            serving,
            allowed));
  }
}
