package dev.aceiro.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.FluentWait;

/**
 * Chromium as a responder uses it. Pages refresh themselves at any moment, so everything is looked
 * up anew and tried again.
 */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ChromeDriver driver;
  private final String base;

  private Browser(ChromeDriver driver, String base) {
    this.driver = driver;
    this.base = base;
  }

  /**
   * Opens one; where there is none the test is skipped, unless {@code -Daceiro.require} names
   * {@code browser}.
   */
  static Browser open(int port, String language) {
    Optional<Path> chromium = find("chromium", "chromium-browser", "google-chrome");
    Optional<Path> chromedriver = find("chromedriver");
    if (chromium.isEmpty() || chromedriver.isEmpty()) {
      if (System.getProperty("aceiro.require", "").contains("browser")) {
        Assertions.fail("no chromium and chromedriver on the PATH");
      }
      Assumptions.abort("no chromium and chromedriver on the PATH");
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.get().toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,1000",
        "--user-data-dir=" + folder(),
        "--accept-lang=" + language);
    options.setCapability("goog:loggingPrefs", java.util.Map.of(LogType.BROWSER, "ALL"));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.get().toFile())
            .build();
    return new Browser(new ChromeDriver(service, options), "http://127.0.0.1:" + port);
  }

  private static Optional<Path> find(String... names) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(folder -> Arrays.stream(names).map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("aceiro-browser");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ChromeDriver driver() {
    return driver;
  }

  Browser go(String path) {
    driver.get(base + path);
    return this;
  }

  /** As on a screen of that size; a headless window has a least width, this has none. */
  Browser as(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        java.util.Map.of(
            "width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    return this;
  }

  String path() {
    return java.net.URI.create(driver.getCurrentUrl()).getPath();
  }

  /** Waits until that can be read somewhere on the page. */
  Browser reads(String text) {
    until(text, () -> driver.findElement(By.tagName("body")).getText().contains(text));
    return this;
  }

  /** Waits until that element is there. */
  Browser sees(String selector) {
    until(selector, () -> !driver.findElements(By.cssSelector(selector)).isEmpty());
    return this;
  }

  String text(String selector) {
    return tried(selector, () -> driver.findElement(By.cssSelector(selector)).getText());
  }

  Browser click(String selector) {
    tried(
        selector,
        () -> {
          WebElement element = driver.findElement(By.cssSelector(selector));
          script("arguments[0].scrollIntoView({block: 'center'})", element);
          element.click();
          return true;
        });
    return this;
  }

  /** Shows a form that hides until it is asked for. */
  Browser ask(String form) {
    tried(
        form,
        () -> {
          WebElement details = driver.findElement(By.cssSelector("#" + form + "-ask"));
          if (details.getDomAttribute("open") == null) {
            WebElement summary = details.findElement(By.cssSelector("summary"));
            script("arguments[0].scrollIntoView({block: 'center'})", summary);
            summary.click();
          }
          return true;
        });
    return this;
  }

  /** Types into a field of a form; the form then stays as it is while the page refreshes. */
  Browser type(String form, String field, String text) {
    tried(
        form + " " + field,
        () -> {
          WebElement input =
              driver.findElement(
                  By.cssSelector("#" + form + " [name='" + field + "']:not([type=hidden])"));
          script("arguments[0].scrollIntoView({block: 'center'})", input);
          input.clear();
          input.sendKeys(text);
          return true;
        });
    return this;
  }

  Browser choose(String form, String field, String value) {
    return click("#" + form + " [name='" + field + "'][value='" + value + "']");
  }

  /** Sends a form and waits for the page that follows. */
  Browser send(String form) {
    tried(
        form,
        () -> {
          WebElement button =
              driver.findElement(By.cssSelector("#" + form + " button:not([type=button])"));
          script("arguments[0].scrollIntoView({block: 'center'})", button);
          script("window.beforeSending = true");
          button.click();
          return true;
        });
    until(
        "the page after " + form,
        () ->
            Boolean.TRUE.equals(
                script("return !window.beforeSending && document.readyState === 'complete'")));
    return this;
  }

  Object script(String code, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(code, arguments);
  }

  /** What the browser complained about: refused styles and scripts, errors. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        // A refresh that was under way when the page was left.
        .filter(line -> !line.contains("htmx:sendAbort") && !line.contains("htmx:afterRequest"))
        .toList();
  }

  private <T> T tried(String what, Supplier<T> act) {
    return new FluentWait<>(driver)
        .withTimeout(PATIENCE)
        .pollingEvery(Duration.ofMillis(100))
        .withMessage(() -> what + " at " + driver.getCurrentUrl() + "\n" + body())
        .ignoring(NoSuchElementException.class)
        .ignoring(StaleElementReferenceException.class)
        .ignoring(ElementNotInteractableException.class)
        .ignoring(ElementClickInterceptedException.class)
        .until(unused -> act.get());
  }

  private void until(String what, Supplier<Boolean> holds) {
    until(what, PATIENCE, holds);
  }

  void until(String what, Duration patience, Supplier<Boolean> holds) {
    boolean held =
        new FluentWait<>(driver)
            .withTimeout(patience)
            .pollingEvery(Duration.ofMillis(100))
            .withMessage(() -> what + " at " + driver.getCurrentUrl() + "\n" + body())
            .ignoring(NoSuchElementException.class)
            .ignoring(StaleElementReferenceException.class)
            .until(unused -> holds.get());
    assertThat(held).isTrue();
  }

  private String body() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** Keeps a picture for whoever must find out what went wrong. */
  void picture(Path file) {
    try {
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
