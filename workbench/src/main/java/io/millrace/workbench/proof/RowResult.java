package io.millrace.workbench.proof;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What is kept of one row: the measurement, and under which circumstances it was made.
 *
 * @param seconds that measuring took; little where results of earlier runs were taken
 * @param at when, an ISO instant
 * @param commit of the project, with {@code +} if files differed from it
 */
@JsonPropertyOrder({
  "row",
  "requirement",
  "reached",
  "kept",
  "spread",
  "published",
  "note",
  "command",
  "seconds",
  "at",
  "commit",
  "machine"
})
public record RowResult(
    String row,
    String requirement,
    String reached,
    boolean kept,
    String spread,
    String published,
    String note,
    String command,
    long seconds,
    String at,
    String commit,
    String machine) {}
