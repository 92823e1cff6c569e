package io.millrace.benchmarks.console;

import io.millrace.console.browser.Browser;
import io.millrace.console.browser.LivePage;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.MissingDataException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Each page in a window of its own, all of one browser.
 *
 * @param handles by page
 */
record Windows(Browser browser, Map<LivePage, String> handles) {

  /**
   * A browser for a row.
   *
   * @throws MissingDataException if this machine has none
   */
  static Browser browser(Bench bench, String row) {
    if (!Browser.isHere()) {
      throw MissingDataException.because("chromium and chromedriver are not on the PATH");
    }
    return Browser.open(bench.cache().resolve("console").resolve(row + "-screenshots"));
  }

  /**
   * Opens them, by turns under one and the other name of this machine: a browser has six
   * connections to each, and every page that is in view keeps one.
   *
   * @param each done in each window before its page is asked for
   */
  static Windows open(Browser browser, String console, Consumer<Browser> each) {
    Map<LivePage, String> handles = new LinkedHashMap<>();
    for (LivePage page : LivePage.ALL) {
      handles.put(page, browser.window());
      each.accept(browser);
      String name = handles.size() % 2 == 0 ? console : console.replace("127.0.0.1", "localhost");
      page.interactive(browser, name, RealDataRow.PATIENCE);
    }
    return new Windows(browser, handles);
  }

  /** Page after page. */
  void each(Consumer<LivePage> look) {
    handles.forEach(
        (page, handle) -> {
          browser.window(handle);
          look.accept(page);
        });
  }
}
