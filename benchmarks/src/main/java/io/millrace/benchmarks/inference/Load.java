package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.NumberedRecords;

/**
 * Events by number. Ids and keys begin with the name of the run, which no other load on the stack
 * has.
 */
interface Load extends NumberedRecords {

  String run();

  /** Where it is sent. */
  String topic();

  /** Which of its keys an event has. */
  Keys keys();

  default String key(int number) {
    return run() + "-key-" + keys().of(number);
  }

  default String id(int number) {
    return run() + "-" + number;
  }

  /** The number of an event of this load; −1 if it is none. */
  default int number(String id) {
    String prefix = run() + "-";
    String rest = id.startsWith(prefix) ? id.substring(prefix.length()) : "";
    return rest.matches("\\d{1,9}") ? Integer.parseInt(rest) : -1;
  }
}
