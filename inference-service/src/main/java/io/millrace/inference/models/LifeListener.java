package io.millrace.inference.models;

/** Hears what became of versions that were to serve. */
public interface LifeListener {

  void served(ModelLife life);

  /** What served before still does. */
  void refused(ModelLife life, RuntimeException reason);
}
