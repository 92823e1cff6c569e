package io.millrace.forecast.stream;

import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.alert.AlertStates;

/** What is remembered of a series beside its history. */
record SeriesState(Ledger ledger, AlertStates alerts) {}
