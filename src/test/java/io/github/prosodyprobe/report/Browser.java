package io.github.prosodyprobe.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A headless Chromium with one page, spoken to in the Chrome DevTools Protocol. */
final class Browser implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  private final List<String> requested = new ArrayList<>();
  private int last;

  private Browser(Process process, int port) throws IOException, InterruptedException {
    this.process = process;
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    String pages =
        client.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
    String page = JSON.readTree(pages).get(0).get("webSocketDebuggerUrl").asString();
    this.socket = client.newWebSocketBuilder().buildAsync(URI.create(page), new Messages()).join();
    call("Network.enable", Map.of());
    call("Page.enable", Map.of());
  }

  static Browser start(Path profile) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader messages =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
    for (String line = messages.readLine(); line != null; line = messages.readLine()) {
      if (line.startsWith("DevTools listening on ")) {
        Thread.ofVirtual().start(() -> messages.lines().forEach(_ -> {}));
        int port = URI.create(line.substring(line.indexOf("ws://"))).getPort();
        return new Browser(process, port);
      }
    }
    throw new IOException("Chromium ended with " + process.waitFor());
  }

  void open(Path page, int width, String scheme) throws InterruptedException {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 600));
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    await("Page.loadEventFired");
  }

  /** The value of an expression, or of the promise that it is. */
  JsonNode evaluate(String expression) throws InterruptedException {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.get("exceptionDetails").toString());
    }
    return answer.get("result").path("value");
  }

  /** The whole page, however long. */
  void picture(Path file) throws InterruptedException, IOException {
    JsonNode answer =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.write(file, Base64.getDecoder().decode(answer.get("data").asString()));
  }

  /** The addresses of everything that was loaded, the page among them. */
  List<String> requested() {
    return List.copyOf(requested);
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws InterruptedException {
    int id = ++last;
    Map<String, Object> call = Map.of("id", id, "method", method, "params", parameters);
    socket.sendText(JSON.writeValueAsString(call), true).join();
    while (true) {
      JsonNode message = next();
      if (message.path("id").asInt(0) == id) {
        if (message.has("error")) {
          throw new IllegalStateException(method + ": " + message.get("error"));
        }
        return message.get("result");
      }
    }
  }

  private void await(String event) throws InterruptedException {
    String method = "";
    while (!method.equals(event)) {
      method = next().path("method").asString("");
    }
  }

  private JsonNode next() throws InterruptedException {
    JsonNode message = heard.poll(60, TimeUnit.SECONDS);
    if (message == null) {
      throw new IllegalStateException("Chromium says nothing");
    }
    if (message.path("method").asString("").equals("Network.requestWillBeSent")) {
      requested.add(message.get("params").get("request").get("url").asString());
    }
    return message;
  }

  @Override
  public void close() {
    socket.abort();
    client.close();
    process.destroy();
    process.onExit().join();
  }

  private final class Messages implements WebSocket.Listener {

    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
      partial.append(data);
      if (isLast) {
        heard.add(JSON.readTree(partial.toString()));
        partial.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }
}
