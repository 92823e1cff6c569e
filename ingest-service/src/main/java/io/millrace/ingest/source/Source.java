package io.millrace.ingest.source;

import java.io.IOException;

/** Something that yields events by itself. */
interface Source {

  /** For the log and the thread. */
  String name();

  /** Reads until it is interrupted or fails; called again after a failure, it goes on. */
  void run() throws IOException, InterruptedException;
}
