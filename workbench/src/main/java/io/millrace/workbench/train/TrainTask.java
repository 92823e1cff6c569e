package io.millrace.workbench.train;

/** What {@code millrace train} makes; the data follows from it. */
enum TrainTask {
  /** A forecaster from a CSV of a series. */
  FORECAST,
  /** A classifier of texts from labelled lines. */
  TEXT,
  /** A classifier of sensor frames from .ts files or recordings. */
  SENSOR
}
