package io.millrace.ingest.http;

/** Ids for events that come without one. */
public sealed interface MissingIds permits RandomIds, DerivedIds {

  /** For the event at a place in the request, counted from 0. */
  String at(long index);

  /** Whether the same request, sent again, gives its events the same ids. */
  boolean repeatable();
}
