package io.millrace.forecast.replay;

import io.millrace.releases.LifeListener;
import io.millrace.releases.ModelLife;
import org.jboss.logging.Logger;

/** A line for each model of the directories. */
final class LoggedLives implements LifeListener {

  private static final Logger LOG = Logger.getLogger(LoggedLives.class);

  @Override
  public void served(ModelLife life) {
    LOG.infof("model %s %s", life.model(), life.version());
  }

  @Override
  public void refused(ModelLife life, Throwable reason) {
    LOG.errorf("model %s %s cannot be used: %s", life.model(), life.version(), reason.getMessage());
  }

  @Override
  public void ended(ModelLife life) {}
}
