package io.millrace.console.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The whole at a glance.
 *
 * @param broker null if topics are read; else why they are not
 * @param rates a second, by what it is: {@code in.text}, {@code inferences.sensor}, {@code
 *     forecasts}, …
 * @param totals of the same since each service's start
 * @param waiting records that wait: {@code ingest}, {@code inference.text}, {@code forecast}, …
 */
public record Overview(
    Instant at,
    List<ServiceState> services,
    String broker,
    Map<String, Double> rates,
    Map<String, Double> totals,
    Map<String, Double> waiting) {}
