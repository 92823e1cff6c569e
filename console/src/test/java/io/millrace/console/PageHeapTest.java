package io.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.console.browser.Browser;
import io.millrace.console.browser.PageMemory;
import io.millrace.console.browser.Updates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A page that is told much keeps little of it: the short form of {@code millrace proof console
 * --row heap}, at a hundred times its rate.
 */
@QuarkusTest
@QuarkusTestResource(Testbed.class)
class PageHeapTest {

  /** More than any page keeps, and until its code is compiled, which takes room too. */
  private static final int FIRST = 2_500;

  private static final int THEN = 1_500;

  /** Bytes that an update may leave behind: less than any object of use has. */
  private static final double MOST = 250;

  private static final int MOST_NODES = 200;

  private static final String FORECAST =
      "{ ...base, issuedAt: new Date(Date.UTC(2026, 0, 31, 13) + 1000 * n).toISOString() }";
  private static final String INFERENCE =
      "inference: { event: `e${n}`, kind: 'text', source: 'shop', at: new Date(1e12 + n).toISOString(), model: 'log-triage', version: '1', label: 'resource', scores: { resource: 0.9, connection: 0.1 } }";

  private static final String FRAME =
      "[{ number: 8e15 + n, item: { "
          + INFERENCE
          + ", event: { samples: 4, rateHz: 100, channels: { x: [1, 2, n, 4], y: [4, 3, 2, 1] } } } }]";

  @TestHTTPResource("/")
  URI address;

  private Browser browser;
  private Updates updates;

  @BeforeEach
  void open() {
    assumeTrue(
        Browser.isHere(), "skipped: chromium and chromedriver are not on the PATH of this machine");
    browser = Browser.open();
    updates = Updates.of(browser);
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "series/host | forecast | 1 | " + FORECAST,
        "text | texts | 1 | [{ number: 8e15 + n, item: { "
            + INFERENCE
            + ", event: { text: `order ${n} `.repeat(20), attributes: {} } } }]",
        "sensors | frames | 5 | " + FRAME,
        "rejected | rejected | 5 | [{ number: 8e15 + n, item: { place: `0-${n}`, at: new Date(1e12 + n).toISOString(), stage: 'ingest', reason: `text: is missing ${n}`, origin: 'text-events', topic: 'text-events', value: btoa('x'.repeat(200)), bytes: 200 } }]",
        "  | overview | 1 | { services: ['ingest', 'inference', 'forecast'].map(name => ({ name, title: name, state: 'up', note: '' })), broker: '', rates: { 'in.text': n }, totals: {}, waiting: {} }"
      })
  void aPageKeepsLittleOfWhatItIsTold(String page, String kind, int costly, String make) {
    go(page == null ? "" : page, kind);
    updates.tell(kind, FIRST / costly, make);

    PageMemory before = browser.memory();
    int times = THEN / costly;
    updates.tell(kind, times, make);
    PageMemory after = browser.memory();

    assertThat(grown(before, after) / times).as("bytes for each update").isLessThan(MOST * costly);
    assertThat(after.nodes() - before.nodes()).as("nodes").isLessThan(MOST_NODES);
    assertThat(after.listeners() - before.listeners()).as("listeners").isLessThan(MOST_NODES);
  }

  @Test
  void whatAPageKeepsIsSeen() {
    go("series/host", "forecast");
    browser.run(
        "window.kept = []; updates.sources.get('forecast').addEventListener('forecast', (event) => kept.push({ at: event.timeStamp, words: event.data.slice(0, 200).split(',') }))");
    updates.tell("forecast", FIRST, FORECAST);

    PageMemory before = browser.memory();
    updates.tell("forecast", THEN, FORECAST);

    assertThat(grown(before, browser.memory()) / THEN).isGreaterThan(MOST);
  }

  private void go(String page, String kind) {
    browser.go(address.resolve("/" + page).toString());
    browser.await("it listens", "updates.sources.has('" + kind + "')");
    browser
        .driver()
        .executeAsyncScript(
            "const done = arguments[0]; fetch('/api/forecast/series/host/forecast').then(answer => answer.json()).then(told => { window.base = told; done(); })");
  }

  private static double grown(PageMemory before, PageMemory after) {
    return after.heap() - before.heap();
  }
}
