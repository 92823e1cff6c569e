package io.millrace.ingest.source;

/**
 * How far a file was read.
 *
 * @param file its name
 * @param line the last line that Kafka has acknowledged, or on which there was nothing to say;
 *     counted from 1
 * @param errors bytes of the list of errors that belong to these lines
 */
record FolderNote(
    String file, Sighting sighting, long line, long accepted, long refused, long errors) {

  static FolderNote start(String file, Sighting sighting) {
    return new FolderNote(file, sighting, 0, 0, 0, 0);
  }

  FolderNote after(long lastLine, int moreAccepted, int moreRefused, long errorBytes) {
    return new FolderNote(
        file, sighting, lastLine, accepted + moreAccepted, refused + moreRefused, errorBytes);
  }

  /** Whether it is of the same file, unchanged. */
  boolean isOf(String name, Sighting now) {
    return file.equals(name) && sighting.equals(now);
  }

  /** Nothing of the file has come to anything. */
  boolean isRefused() {
    return accepted == 0 && refused > 0;
  }
}
