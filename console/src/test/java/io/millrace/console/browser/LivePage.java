package io.millrace.console.browser;

import java.time.Duration;
import java.util.List;

/**
 * A page of a Millrace that runs with all its sources.
 *
 * @param name of its screenshots
 * @param path from the first slash on
 * @param shows script that is true once what really flows is on it
 * @param moves script whose value changes with what comes; empty if nothing need come
 */
public record LivePage(String name, String path, String shows, String moves) {

  /**
   * Script that is true once each chart in view is drawn; those further down are when they come.
   */
  public static final String CHARTS =
      "[...document.querySelectorAll('.chart')]"
          + ".map(chart => [chart.getBoundingClientRect(), chart.querySelector('canvas')])"
          + ".filter(([place]) => place.height > 0 && place.top < innerHeight && place.bottom > 0)"
          + ".every(([, canvas]) => canvas)"
          + " && document.querySelector('.chart canvas') !== null"
          + " && document.querySelectorAll('.chart').length === 4";

  private static final String LEGEND = "document.querySelector('.legend').innerText";
  private static final String CHOICES = "document.querySelectorAll('.pick li').length";

  public static final List<LivePage> ALL =
      List.of(
          new LivePage(
              "overview",
              "/",
              "['sensor', 'series'].every(each => /[1-9]/.test([...document.querySelectorAll('.node')].find(node => node.textContent.includes(each)).querySelector('.rate').textContent))"
                  + " && document.querySelectorAll('.plain li .tag').length > 2",
              "document.querySelector('.card header .small').innerText"),
          new LivePage(
              "series",
              "/series",
              "document.querySelectorAll('.list .row .spark').length >= 2",
              "[...document.querySelectorAll('.list .row')].map(row => row.lastChild.innerText).join()"),
          new LivePage(
              "host", "/series/host", CHARTS + " && " + LEGEND + ".includes('by ')", LEGEND),
          new LivePage(
              "host-recorded",
              "/series/host-recorded",
              CHARTS + " && document.body.innerText.includes('ahead')",
              LEGEND),
          new LivePage(
              "text",
              "/text",
              "document.querySelectorAll('.stream li').length > 0",
              "document.querySelector('.stream li').innerText"),
          new LivePage(
              "sensors",
              "/sensors",
              "document.querySelectorAll('.frame canvas').length > 0 && document.querySelector('.chart canvas')",
              "document.querySelector('.frame').innerText"),
          new LivePage(
              "alerts",
              "/alerts",
              CHOICES + " > 0 && document.body.innerText.includes('Lead time')",
              ""),
          new LivePage(
              "models", "/models", "document.querySelectorAll('.models .card').length >= 3", ""),
          new LivePage(
              "rejected",
              "/rejected",
              CHOICES + " > 0 || document.body.innerText.includes('Nothing was rejected')",
              "document.querySelector('.pick li')?.innerText"));

  /**
   * Goes there; returns how long it took, from the start of the navigation until what flows was
   * shown and a click was answered.
   */
  public Duration interactive(Browser browser, String console, Duration atMost) {
    browser.go(console + path);
    browser.run(WATCH.formatted(shows));
    browser.await(name + " shows what flows and answers", "window.interactiveAfter", atMost);
    return Duration.ofMillis(Math.round(browser.number("window.interactiveAfter")));
  }

  /** Looks as soon as the scripts have run, and whenever the page has time. */
  private static final String WATCH =
      """
      const shows = () => %s;
      const look = () => {
        let there = false;
        try { there = shows(); } catch { /* not yet */ }
        if (there) requestAnimationFrame(() => setTimeout(click)); else setTimeout(look, 5);
      };
      const click = () => {
        const root = document.documentElement;
        const before = root.dataset.theme;
        const button = document.querySelector('[data-theme-switch]');
        button.click();
        if (root.dataset.theme === before) { setTimeout(look, 5); return; }
        window.interactiveAfter = performance.now();
        button.click();
      };
      look();
      """;
}
