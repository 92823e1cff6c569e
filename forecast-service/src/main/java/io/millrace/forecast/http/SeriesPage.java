package io.millrace.forecast.http;

import java.util.List;
import java.util.Set;

/**
 * Some of the series that were asked for.
 *
 * @param total series that there are of these, in the partitions covered
 * @param partitions of {@code series-events} whose series these are: all, unless other instances
 *     hold some and cannot be asked, for want of {@code millrace.advertised}
 * @param partitionsOf so many
 */
record SeriesPage(
    int total, int offset, Set<Integer> partitions, int partitionsOf, List<SeriesSummary> series) {}
