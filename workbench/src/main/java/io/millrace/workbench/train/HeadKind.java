package io.millrace.workbench.train;

/** What a forecaster gives for each lead. */
enum HeadKind {
  /** A mean; its interval is made of validation residuals. */
  POINT,
  /** A mean and quantiles. */
  QUANTILE,
  /** A density, from which mean and quantiles are read. */
  FOURIER
}
