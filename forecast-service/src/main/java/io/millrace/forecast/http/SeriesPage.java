package io.millrace.forecast.http;

import java.util.List;
import java.util.Set;

/**
 * Some of the series that were asked for.
 *
 * @param total series that there are of these, in the partitions covered
 * @param partitions of {@code series-events} that this instance holds; the others' series are at
 *     other instances
 * @param partitionsOf so many
 */
record SeriesPage(
    int total, int offset, Set<Integer> partitions, int partitionsOf, List<SeriesSummary> series) {}
