package io.millrace.workbench.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that {@code report.html} shows. A part that was not measured is left out: its list is empty,
 * or it is null.
 *
 * @param facts in the order they are shown: data, step, rows, season, missing values, recipe, ...
 * @param losses of the runs that trained
 */
public record Report(
    String title,
    List<Fact> facts,
    List<LossCurve> losses,
    HeldOut heldOut,
    @Nullable ErrorByLead errorByLead,
    @Nullable CoverageByLead coverageByLead,
    @Nullable Fans fans) {

  public Report {
    Checks.text("title", title);
    facts = List.copyOf(facts);
    losses = List.copyOf(losses);
  }
}
