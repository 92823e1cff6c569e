package io.millrace.workbench.train;

import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.SeriesTable;
import io.millrace.workbench.csv.InvalidSeriesException;
import io.millrace.workbench.csv.SeriesFile;

/** A file's series without gaps, or the reason why it has some that may not be filled. */
final class FilledSeries {

  private final SeriesFile file;
  private final GapPolicy policy;

  private FilledSeries(SeriesFile file, GapPolicy policy) {
    this.file = file;
    this.policy = policy;
  }

  /**
   * @throws InvalidSeriesException naming the column and time of a gap longer than the policy fills
   */
  static SeriesTable of(SeriesFile file, GapPolicy policy) {
    return new FilledSeries(file, policy).filled();
  }

  private SeriesTable filled() {
    SeriesTable filled = file.table().filled(policy);
    for (int variate = 0; variate < filled.variates().size(); variate++) {
      double[] column = filled.column(variate);
      int leading = leading(column);
      int from = leading <= policy.longest() ? leading : 0;
      for (int row = from; row < column.length; row++) {
        if (Double.isNaN(column[row])) {
          throw tooLong(filled, variate, row);
        }
      }
    }
    return filled.filledWithPrevious(); // before the first value: the first value
  }

  private static int leading(double[] column) {
    int row = 0;
    while (row < column.length && Double.isNaN(column[row])) {
      row++;
    }
    return row;
  }

  private InvalidSeriesException tooLong(SeriesTable filled, int variate, int row) {
    return new InvalidSeriesException(
        file.file(),
        "column %s has no value at %s, and %s does not fill it; try another --gaps, a larger"
                .formatted(filled.variates().get(variate), filled.times().get(row), policy)
            + " --gap-limit, or fewer rows");
  }
}
