package io.millrace.workbench.train;

import io.millrace.forecasting.GapPolicy;

/** How missing values are filled. */
enum GapKind {
  PREVIOUS {
    @Override
    GapPolicy of(int longest, int season) {
      return new GapPolicy.Previous(longest);
    }
  },
  LINEAR {
    @Override
    GapPolicy of(int longest, int season) {
      return new GapPolicy.Linear(longest);
    }
  },
  SEASONAL {
    @Override
    GapPolicy of(int longest, int season) {
      return new GapPolicy.Seasonal(season, longest);
    }
  };

  abstract GapPolicy of(int longest, int season);
}
