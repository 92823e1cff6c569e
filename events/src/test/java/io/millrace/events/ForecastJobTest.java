package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastJobTest {

  private static final String JOB = "{'name':'a','series':'*','at':'2026-01-31T12:00:00Z'";
  private static final String BREACH = "{'name':'r','kind':'breach-ahead','variate':'x','above':1";
  private static final String MANY = "{'name':'r','kind':'label-count','label':'x'";
  private static final String ODD = "{'name':'r','kind':'unexpected','variate':'x'";

  @Test
  void whatIsNotGivenIsAsUsual() {
    ForecastJob job = read(JOB + ",'rules':[" + BREACH + "}]}");

    assertThat(job.tolerance()).isZero();
    assertThat(job.cadence()).isEqualTo(JobCadence.EACH_STEP);
    assertThat(job.gaps()).isEqualTo(new JobGaps(JobGaps.Fill.PREVIOUS, 5, null));
    assertThat(job.challenger()).isNull();
    assertThat(job.horizon()).isNull();
    assertThat(job.quantiles()).isEmpty();
    assertThat(job.raw()).isFalse();
    assertThat(job.parts()).isFalse();
    assertThat(job.forgetAfter()).isEqualTo(Duration.ofDays(30));
    assertThat(job.origin()).isEqualTo(JobOrigin.API);
    assertThat(job.rules().get(0).within()).isEqualTo(Duration.ofSeconds(30));
    assertThat(job.rules().get(0).tail()).isNull();
  }

  @Test
  void aJobSaysTheSameWheneverItIsWritten() {
    ForecastJob job = read(JOB + "}");

    assertThat(job.saysTheSameAs(read(JOB.replace("12:00", "13:00") + "}"))).isTrue();
    assertThat(job.saysTheSameAs(read(JOB + ",'raw':true}"))).isFalse();
    assertThat(job.saysTheSameAs(read(JOB + ",'parts':true}"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'series':'*','at':'2026-01-31T12:00:00Z'} | name | is missing",
        "{'name':'a','at':'2026-01-31T12:00:00Z'} | series | is missing",
        "{'name':'a','series':'*'} | at | is missing",
        "{'name':'a/b','series':'*','at':'2026-01-31T12:00:00Z'} | name | must have no slash, is a/b",
        "JOB,'modle':'m'} | modle | is unknown; known are at, cadence, challenger, forgetAfter, gaps",
        "JOB,'model':''} | model | must have 1 to 256 characters, has 0",
        "JOB,'step':'PT0S'} | step | must be at least 1 ms",
        "JOB,'tolerance':'-PT1S'} | tolerance | must not be negative",
        "JOB,'tolerance':5} | tolerance | must be an ISO-8601 duration",
        "JOB,'cadence':{}} | cadence.steps | or every must be given, and not both",
        "JOB,'cadence':{'steps':1,'every':'PT1M'}} | cadence.steps | or every must be given",
        "JOB,'cadence':{'steps':0}} | cadence.steps | must be at least 1, is 0",
        "JOB,'cadence':{'every':'PT0S'}} | cadence.every | must be at least 1 ms",
        "JOB,'cadence':{'steps':1,'each':1}} | cadence.each | is unknown; known are every, steps",
        "JOB,'gaps':{'fill':'best'}} | gaps.fill | must be one of previous, linear, seasonal",
        "JOB,'gaps':{'limit':-1}} | gaps.limit | must be 0 to 10000, is -1",
        "JOB,'gaps':{'season':24}} | gaps.season | is of the fill seasonal only",
        "JOB,'gaps':{'fill':'seasonal','season':0}} | gaps.season | must be 1 to 10000, is 0",
        "JOB,'known':['a','a']} | known[1] | a is given twice",
        "JOB,'known':['']} | known[0] | must have 1 to 256 characters",
        "JOB,'horizon':0} | horizon | must be 1 to 10000, is 0",
        "JOB,'quantiles':[0.5,0.1]} | quantiles[1] | must lie between 0.5 and 1, is 0.1",
        "JOB,'quantiles':[1.0]} | quantiles[0] | must lie between 0.0 and 1, is 1.0",
        "JOB,'raw':'yes'} | raw | must be true or false",
        "JOB,'parts':1} | parts | must be true or false",
        "JOB,'forgetAfter':'PT0S'} | forgetAfter | must be at least 1 ms",
        "JOB,'rules':[BREACH},BREACH}]} | rules[1].name | r is given twice",
        "JOB,'rules':[BREACH,'within':'PT0S'}]} | rules[0].within | must be longer than zero",
        "JOB,'rules':[BREACH,'below':0}]} | rules[0].above | or below must be given, and not both",
        "JOB,'rules':[BREACH,'fireAt':1}]} | rules[0].fireAt | must be above 0 and below 1",
        "JOB,'rules':[BREACH,'fireAt':0.3}]} | rules[0].resolveBelow | must lie between 0 and fireAt (0.3)",
        "JOB,'rules':[BREACH,'tail':0.1}]} | rules[0].tail | is not of a rule of the kind breach-ahead",
        "JOB,'rules':[BREACH,'minimum':'-PT1S'}]} | rules[0].minimum | must not be negative",
        "JOB,'rules':[BREACH},ODD}]} | rules[1].name | r is given twice",
        "JOB,'rules':[ODD,'above':1}]} | rules[0].above | is not of a rule of the kind unexpected",
        "JOB,'rules':[ODD,'tail':1}]} | rules[0].tail | must lie between 0 and 1, is 1.0",
        "JOB,'rules':[ODD,'points':3}]} | rules[0].points | is not of a rule of the kind unexpected",
        "JOB,'rules':[ODD,'refractory':-1}]} | rules[0].refractory | must be 0 to 1000000, is -1",
        "JOB,'rules':[BREACH,'severityAt':{'page':2}}]} | rules[0].severityAt.page | must lie between 0 and 1",
        "JOB,'rules':[{'name':'r','kind':'silence'}]} | rules[0].after | is missing",
        "JOB,'rules':[{'name':'r','kind':'label-count'}]} | rules[0].label | is missing",
        "JOB,'rules':[MANY,'of':65}]} | rules[0].of | must be 1 to 64, is 65",
        "JOB,'rules':[MANY,'points':6}]} | rules[0].points | must be 1 to 5, is 6",
        "JOB,'rules':[{'name':'r','kind':'odd','variate':'x'}]} | rules[0].kind | must be one of breach-ahead, unexpected",
        "JOB,'rules':[{'name':'r','variate':'x'}]} | rules[0].kind | is missing",
        "JOB,'rules':[null]} | rules | is missing",
        "JOB,'challenger':''} | challenger | must ",
        "JOB,'model':'m','challenger':'m'} | challenger | must be another than the model, is m too",
        "JOB,'origin':'somebody'} | origin | must be one of configuration, api",
      })
  void aWrongJobIsRefusedByTheNameOfItsField(String json, String field, String reason) {
    String whole =
        json.replace("JOB", JOB)
            .replace("BREACH", BREACH)
            .replace("ODD", ODD)
            .replace("MANY", MANY);

    InvalidEventException refusal =
        catchThrowableOfType(InvalidEventException.class, () -> read(whole));

    assertThat(refusal).as(whole).isNotNull();
    assertThat(refusal.field()).isEqualTo(field);
    assertThat(refusal.reason()).startsWith(reason);
  }

  private static ForecastJob read(String json) {
    return EventJson.read(ForecastJob.class, json.replace('\'', '"').getBytes(UTF_8));
  }
}
