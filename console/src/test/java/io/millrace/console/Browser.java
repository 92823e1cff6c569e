package io.millrace.console;

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
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window, if this machine has it. */
final class Browser implements AutoCloseable {

  static final Dimension DESK = new Dimension(1360, 900);
  static final Dimension PHONE = new Dimension(500, 900); // the narrowest that Chromium takes

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static boolean isHere() {
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

  static Browser open() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium().orElseThrow());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        "--no-proxy-server");
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
    return new Browser(driver);
  }

  void go(String address) {
    driver.get(address);
  }

  /** Waits until a script says true. */
  void await(String what, String script) {
    new WebDriverWait(driver, PATIENCE)
        .withMessage(what)
        .until(page -> Boolean.TRUE.equals(driver.executeScript("return Boolean(" + script + ")")));
  }

  void awaitText(String text) {
    await("the page says " + text, "document.body.innerText.includes('" + text + "')");
  }

  Object run(String script) {
    return driver.executeScript(script);
  }

  void click(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  void theme(String name) {
    run(
        "localStorage.setItem('millrace-theme','"
            + name
            + "');document.documentElement.dataset.theme='"
            + name
            + "';dispatchEvent(new Event('millrace-theme'))");
  }

  Path screenshot(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      return Files.write(
          SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What axe takes for serious or critical. */
  List<String> faults() {
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
  List<String> complaints() {
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
