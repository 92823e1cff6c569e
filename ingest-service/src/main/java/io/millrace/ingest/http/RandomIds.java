package io.millrace.ingest.http;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that no other event ever has: this process drew a name for itself, and counts. */
record RandomIds() implements MissingIds {

  private static final String PROCESS = UUID.randomUUID().toString();
  private static final AtomicLong COUNT = new AtomicLong();

  @Override
  public String at(long index) {
    return PROCESS + "-" + COUNT.getAndIncrement();
  }

  @Override
  public boolean repeatable() {
    return false;
  }
}
