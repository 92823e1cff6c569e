package io.millrace.inference.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.millrace.inference.telemetry.ShadowMetrics.Agreement;
import io.millrace.releases.ModelView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model with all that became of its versions.
 *
 * @param current the version that serves, or the last that was to
 * @param latency milliseconds that it took for a batch, since the process began: mean, and recent
 *     percentiles
 * @param agreement of its shadow with it, if it has had one
 * @param versions oldest attempt first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelDetail(
    @JsonUnwrapped ModelView current,
    Map<String, Double> latency,
    @Nullable Agreement agreement,
    List<ModelView> versions) {}
