package io.millrace.releases;

/** Hears what became of versions that were to serve. */
public interface LifeListener {

  void served(ModelLife life);

  /** What served before still does. */
  void refused(ModelLife life, Throwable reason);

  /** It is taken out of service, and no other takes over. */
  void ended(ModelLife life);
}
