package io.millrace.releases;

/** Hears of lives and does nothing. */
public final class Silent implements LifeListener {

  @Override
  public void served(ModelLife life) {}

  @Override
  public void refused(ModelLife life, Throwable reason) {}

  @Override
  public void ended(ModelLife life) {}
}
