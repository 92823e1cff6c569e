package io.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.console.browser.Browser;
import io.millrace.console.browser.LivePage;
import io.millrace.console.browser.Updates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Every page in a real browser, against a broker with events and services that are known. */
@QuarkusTest
@QuarkusTestResource(Testbed.class)
class ConsoleBrowserTest {

  @TestHTTPResource("/")
  URI address;

  private Browser browser;

  @BeforeEach
  void open() {
    assumeTrue(
        Browser.isHere(), "skipped: chromium and chromedriver are not on the PATH of this machine");
    browser = Browser.open();
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private void go(String path) {
    browser.go(address.resolve(path).toString());
  }

  /** In both themes and on a phone, each without a serious fault. */
  private void looksRight(String name) {
    browser.theme("light");
    browser.screenshot(name + "-light");
    assertThat(browser.faults()).as("%s in light", name).isEmpty();
    browser.theme("dark");
    browser.screenshot(name + "-dark");
    assertThat(browser.faults()).as("%s in dark", name).isEmpty();
    browser.driver().manage().window().setSize(Browser.PHONE);
    browser.screenshot(name + "-phone");
    assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth"))
        .as("%s is not wider than a phone", name)
        .isEqualTo(0L);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theOverviewShowsRatesAlertsAndModels() {
    go("/");

    browser.awaitText("cpu-saturated");
    browser.awaitText("log-triage");
    browser.await(
        "rates are known", "/[1-9]/.test(document.querySelectorAll('.node .rate')[0].textContent)");
    looksRight("overview");
  }

  @Test
  void thePageOfSeriesDrawsOnlyWhatIsInView() {
    go("/series");
    browser.awaitText("5,000 series");

    browser.run("document.querySelector('.list').scrollTop = 44 * 4000");

    browser.awaitText("shop-04003");
    assertThat((long) browser.run("return document.querySelectorAll('.list .row').length"))
        .isLessThan(60);
    browser.run("document.querySelector('.list').scrollTop = 0");
    browser.awaitText("host-recorded");
    looksRight("series");
  }

  @Test
  void aSeriesIsFoundByAPartOfItsName() {
    go("/series");
    browser.awaitText("5,000 series");

    browser.driver().findElement(By.cssSelector("input[type=search]")).sendKeys("04711");

    browser.awaitText("1 series");
    browser.awaitText("shop-04711");
  }

  @Test
  void aSeriesShowsHistoryFanPastForecastsErrorAndDecisions() {
    go("/series/host");

    browser.awaitText("a model serves");
    browser.awaitText("12 ahead");
    browser.awaitText("worse than seasonal-naive on 300 points");
    browser.await("charts in view are drawn", LivePage.CHARTS);
    looksRight("series-host");
    assertThat((long) browser.run("return document.querySelectorAll('.chart canvas').length"))
        .as("charts drawn before anybody scrolls to the last")
        .isLessThan(4);
    browser.run("window.scrollTo(0, document.body.scrollHeight)");
    browser.await("the others are, too", "document.querySelectorAll('.chart canvas').length === 4");
  }

  @Test
  void pastForecastsAreAskedForOnceAndBeforeTheScripts() {
    go("/series/host");
    browser.awaitText("12 ahead");

    assertThat((String) browser.run("return %s.join()".formatted(ASKED_PAST)))
        .isEqualTo("link /api/past/host");

    browser.run("document.querySelectorAll('.variates button')[1].click()");
    browser.await("another variate's are asked for", ASKED_PAST + ".length === 2");
    browser.await(
        "it is chosen",
        "location.search.slice(1).split('=')[1] === document.querySelector('.variates [aria-pressed=true]').dataset.variate");
  }

  private static final String ASKED_PAST =
      "performance.getEntriesByType('resource').filter(each => /\\/past\\/[^/]+$/.test(each.name))"
          + ".map(each => each.initiatorType + ' ' + new URL(each.name).pathname)";

  @Test
  void aForecastThatComesIsShownWithoutAReload() {
    go("/series/host");
    browser.awaitText("12 ahead");
    String before = (String) browser.run("return document.querySelector('.legend').innerText");
    org.awaitility.Awaitility.await().until(() -> Testbed.FORECAST.followers() > 0);

    Testbed.FORECAST.tell("forecast", Mill.forecast("host", 77));

    browser.await(
        "the legend tells the new forecast's time",
        "document.querySelector('.legend').innerText !== "
            + quoted(before)
            + " && document.querySelector('.legend').innerText.includes(':17')");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\n", "\\n") + "'";
  }

  @Test
  void textsAreFilteredByLabelAndTheirWeightsAreMarked() {
    go("/text");
    browser.awaitText("Node 1 disconnected");
    browser.await("weights are marked", "document.querySelectorAll('mark').length > 0");
    looksRight("text");
    browser.driver().manage().window().setSize(Browser.DESK);

    browser.run(
        "const s = document.querySelector('select[aria-label=Label]'); s.value = 'resource'; s.dispatchEvent(new Event('change'))");

    browser.await(
        "only that label is left",
        "[...document.querySelectorAll('.stream .label b')].every(b => b.firstChild.textContent === 'resource')");
    assertThat((long) browser.run("return document.querySelectorAll('.stream li').length"))
        .isEqualTo(8);
  }

  @Test
  void framesAreShownWithTheirClassesOverTime() {
    go("/sensors");

    browser.awaitText("stalled");
    browser.await("the map is drawn", "document.querySelector('.chart canvas')");
    looksRight("sensors");
  }

  @Test
  void anAlertShowsItsEvidenceAndLeadTime() {
    go("/alerts");

    browser.awaitText("Lead time");
    browser.awaitText("What drives it");
    browser.await("the timeline is drawn", "document.querySelector('.chart canvas')");
    looksRight("alerts");
  }

  @Test
  void aModelIsRolledBackByWhoHasTheKey() {
    go("/models");
    browser.awaitText("Agreement of its shadow");
    looksRight("models");
    browser.driver().manage().window().setSize(Browser.DESK);
    button("Roll back 1").click();
    browser.driver().findElement(By.cssSelector("dialog button.main")).click();
    WebElement field = browser.driver().findElement(By.id("operator-key"));
    field.sendKeys("not-the-key-at-all", Keys.ENTER);
    browser.awaitText("this is not the operator");

    field.clear();
    field.sendKeys(Testbed.KEY, Keys.ENTER);

    browser.await("the dialogs are closed", "!document.querySelector('dialog')");
    assertThat(Testbed.INFERENCE.posted())
        .contains("/models/log-triage/release {\"version\":\"1\"}");
  }

  private WebElement button(String text) {
    return browser.driver().findElement(By.xpath("//button[normalize-space()='" + text + "']"));
  }

  @Test
  void aRejectionShowsItsBytesAsTextAndHexAndStaysText() {
    go("/rejected");
    browser.awaitText("json: is not UTF-8");
    browser.driver().findElement(By.xpath("//button[contains(.,'has <b>no</b> tokens')]")).click();
    browser.awaitText("onerror=alert(1)");
    looksRight("rejected");
    browser.driver().manage().window().setSize(Browser.DESK);

    browser.driver().findElement(By.xpath("//button[contains(.,'is not UTF-8')]")).click();
    button("Hex").click();

    browser.awaitText("00 01 02 ff 68 69");
    assertThat(browser.driver().findElements(By.cssSelector("main img"))).isEmpty();
  }

  @Test
  void aServiceThatGoesBecomesANoticeAndComesBackByItself() {
    go("/");
    browser.awaitText("cpu-saturated");

    Testbed.FORECAST.gone();
    browser.awaitText("forecast-service is gone.");
    browser.screenshot("overview-gone");
    Testbed.FORECAST.back();

    browser.await(
        "the notice is gone", "!document.body.innerText.includes('forecast-service is gone.')");
    browser.awaitText("cpu-saturated");
  }

  @Test
  void whatAConsoleThatBeganAnewTellsTakesThePlaceOfWhatWasShown() {
    Updates updates = Updates.of(browser);
    go("/rejected");
    browser.awaitText("json: is not UTF-8");

    updates.tell(
        "rejected",
        1,
        "[{ number: 8e15, item: { place: '0-1', at: '2026-01-31T12:00:00Z', stage: 'infer', reason: 'text: is of later', value: '', bytes: 0 } }]");

    browser.await("only that is left", "document.querySelectorAll('.pick li').length === 1");
    browser.awaitText("text: is of later");
  }

  /** A browser has six connections to a host; a page that is out of view keeps none. */
  @Test
  void moreTabsThanConnectionsAreLive() {
    go("/series/host");
    browser.awaitText("12 ahead");

    for (int tab = 0; tab < 7; tab++) {
      browser.tab();
      go("/text");
      browser.awaitText("Node 1 disconnected");
    }

    org.awaitility.Awaitility.await("its line is given back")
        .until(
            () -> {
              Testbed.FORECAST.tell("decision", Map.of());
              return Testbed.FORECAST.followers() == 0;
            });
  }

  @Test
  void everyPageIsReachedByTheKeyboard() {
    go("/");
    browser.awaitText("log-triage");

    List<?> reached =
        (List<?>)
            browser.run(
                "return [...document.querySelectorAll('a[href], button')].filter(e => e.checkVisibility() && e.tabIndex >= 0).map(e => e.getAttribute('href'))");

    assertThat(reached.stream().map(String::valueOf).toList())
        .contains("/", "/series", "/text", "/sensors", "/alerts", "/models", "/rejected", "#main");
  }
}
