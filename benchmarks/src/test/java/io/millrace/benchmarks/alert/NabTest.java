package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.ShortForms;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The row of NAB in short: a few files of both halves. */
class NabTest {

  private static final Set<String> FILES =
      Set.of(
          "artificialNoAnomaly/art_daily_small_noise.csv",
          "artificialWithAnomaly/art_daily_jumpsup.csv",
          "artificialWithAnomaly/art_daily_nojump.csv",
          "realAWSCloudwatch/ec2_cpu_utilization_ac20cd.csv",
          "realAWSCloudwatch/ec2_network_in_257a54.csv",
          "realAdExchange/exchange-3_cpc_results.csv",
          "realAdExchange/exchange-3_cpm_results.csv");

  @Test
  void whatIsUnexpectedInAFewStreamsIsFound() {
    ShortForms.keepAlone(new NabRow(FILES::contains, 60));
  }
}
