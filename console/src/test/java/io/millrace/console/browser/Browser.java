package io.millrace.console.browser;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window, if this machine has it. */
public final class Browser implements AutoCloseable {

  public static final Dimension DESK = new Dimension(1360, 900);
  public static final Dimension PHONE =
      new Dimension(500, 900); // the narrowest that Chromium takes

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50); // between two looks
  private static final int LOOKS = 3; // at memory

  /** It warns that it has no typed commands for just this version; we send them as they are. */
  private static final Logger CHATTER = Logger.getLogger("org.openqa.selenium");

  static {
    CHATTER.setLevel(Level.SEVERE);
  }

  private final ChromeDriver driver;
  private final Path screenshots;

  private Browser(ChromeDriver driver, Path screenshots) {
    this.driver = driver;
    this.screenshots = screenshots;
  }

  public static boolean isHere() {
    return chromium().isPresent() && program("chromedriver").isPresent();
  }

  private static Optional<File> chromium() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> program(name).stream())
        .findFirst();
  }

  private static Optional<File> program(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> new File(folder, name))
        .filter(File::canExecute)
        .findFirst();
  }

  /** As tests of this build do, with screenshots under its output. */
  public static Browser open() {
    return open(Path.of("target", "screenshots"));
  }

  /**
   * @param screenshots folder that they are put into
   */
  public static Browser open(Path screenshots) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium().orElseThrow());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        "--no-proxy-server",
        // A window that lies behind another is looked at as well.
        "--disable-background-timer-throttling",
        "--disable-backgrounding-occluded-windows",
        "--disable-renderer-backgrounding");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("chromedriver").orElseThrow())
            .usingAnyFreePort()
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().window().setSize(DESK);
    driver.manage().timeouts().scriptTimeout(PATIENCE.multipliedBy(3));
    return new Browser(driver, screenshots);
  }

  public void go(String address) {
    driver.get(address);
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** Waits until a script says true. */
  public void await(String what, String script) {
    await(what, script, PATIENCE);
  }

  public void await(String what, String script, Duration atMost) {
    new WebDriverWait(driver, atMost, PAUSE).withMessage(what).until(page -> says(script));
  }

  /** Whether a script says true now. */
  public boolean says(String script) {
    return Boolean.TRUE.equals(run("return Boolean(" + script + ")"));
  }

  public double number(String script) {
    return ((Number) run("return Number(" + script + ")")).doubleValue();
  }

  public void awaitText(String text) {
    await("the page says " + text, "document.body.innerText.includes('" + text + "')");
  }

  /**
   * Has the page draw its charts again and again for a while, as when its theme changes. What draws
   * them is compiled then, which takes room of its heap: at a redraw every few seconds that goes on
   * for hours, and looks like a leak.
   */
  public void redraw(Duration length) {
    driver.executeAsyncScript(
        """
        const [length, done] = arguments;
        const end = performance.now() + length;
        const next = () => {
          dispatchEvent(new Event('millrace-theme'));
          if (performance.now() < end) setTimeout(next, 20); else done();
        };
        next();
        """,
        length.toMillis());
  }

  public Object run(String script) {
    return driver.executeScript(script);
  }

  /** Runs a script in the page that is shown, and in each that comes, before its own. */
  public void always(String script) {
    command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  /** As at a first visit, each time. */
  public void forgetFiles() {
    command("Network.enable", Map.of());
    command("Network.setCacheDisabled", Map.of("cacheDisabled", true));
  }

  /** Goes on in a window of its own, which lies beside the others. */
  public String window() {
    return driver.switchTo().newWindow(WindowType.WINDOW).getWindowHandle();
  }

  /** Goes on in a tab; those before it in its window are out of view. */
  public String tab() {
    return driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
  }

  /** Has the tab in view that is driven; the others of its window are then out of it. */
  public void front() {
    command("Page.bringToFront", Map.of());
  }

  public void window(String handle) {
    driver.switchTo().window(handle);
  }

  /**
   * What the page holds that is shown, after all that nothing refers to was thrown away: the least
   * of several looks, for an update may be on its way through any of them.
   */
  public PageMemory memory() {
    return IntStream.range(0, LOOKS)
        .mapToObj(look -> collected())
        .reduce(PageMemory::least)
        .orElseThrow();
  }

  private PageMemory collected() {
    command("HeapProfiler.collectGarbage", Map.of());
    Map<String, Object> heap = command("Runtime.getHeapUsage", Map.of());
    Map<String, Object> counts = command("Memory.getDOMCounters", Map.of());
    return new PageMemory(
        whole(heap, "usedSize"), whole(counts, "nodes"), whole(counts, "jsEventListeners"));
  }

  private static long whole(Map<String, Object> told, String name) {
    return ((Number) Objects.requireNonNull(told.get(name), name)).longValue();
  }

  private Map<String, Object> command(String name, Map<String, Object> parameters) {
    return driver.executeCdpCommand(name, parameters);
  }

  public void click(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  public void theme(String name) {
    run(
        "localStorage.setItem('millrace-theme','"
            + name
            + "');document.documentElement.dataset.theme='"
            + name
            + "';dispatchEvent(new Event('millrace-theme'))");
  }

  public Path screenshot(String name) {
    try {
      Files.createDirectories(screenshots);
      return Files.write(
          screenshots.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What axe takes for serious or critical. */
  public List<String> faults() {
    return new AxeBuilder()
        .analyze(driver).getViolations().stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .map(Browser::told)
            .toList();
  }

  private static String told(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getNodes().stream()
            .limit(3)
            .map(
                node ->
                    node.getHtml()
                        + " "
                        + node.getAny().stream().limit(1).map(check -> check.getMessage()).toList())
            .toList();
  }

  /** Errors of scripts and refused resources, but for those of services that are gone. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(entry -> entry.getMessage())
        .filter(message -> !message.contains("the server responded with a status of 50"))
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
