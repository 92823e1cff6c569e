package io.millrace.forecast.stream;

import io.millrace.forecasting.AlertStates;
import io.millrace.forecasting.Ledger;

/** What is remembered of a series beside its history. */
record SeriesState(Ledger ledger, AlertStates alerts) {}
