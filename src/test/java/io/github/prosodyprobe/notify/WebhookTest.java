package io.github.prosodyprobe.notify;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTest {

  @ParameterizedTest
  @CsvSource({
    "https://hooks.example.org/a/secret, hooks.example.org",
    "HTTPS://Hooks.Example.org:8443/secret?a=b#c, hooks.example.org",
    "https://bücher.example/secret, xn--bcher-kva.example",
    "https://[2001:db8::7]/secret, 2001:db8::7",
    "https://192.0.2.7/secret, 192.0.2.7",
    "http://127.0.0.1:8080/secret, 127.0.0.1",
    "http://[::1]/secret, ::1",
  })
  void tellsTheHostAndNothingElse(String url, String host) {
    Webhook webhook = Webhook.of(url);
    assertAll(
        () -> assertEquals(host, webhook.host()), () -> assertEquals(host, webhook.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                   | no https URL",
        "secret                               | no https URL",
        "//hooks.example.org/secret           | no https URL",
        "ftp://hooks.example.org/secret       | no https URL",
        "wss://hooks.example.org/secret       | no https URL",
        "file:///secret                       | no https URL",
        "https:///secret                      | no https URL",
        "https://hooks.example.org/a secret   | no https URL",
        "https://hooks.example.org:0/secret   | no valid URL",
        "https://hooks.example.org:x/secret   | no valid URL",
        "https://999.0.2.7/secret             | no valid URL",
        "https://user@hooks.example.org/      | user or a password",
        "https://user:secret@hooks.example/   | user or a password",
        "https://:secret@hooks.example/       | user or a password",
        "https://secret%40a@hooks.example/    | user or a password",
        "http://hooks.example.org/secret      | loopback",
        "http://localhost/secret              | loopback",
        "http://127.0.0.1.example.org/secret  | loopback",
        "http://192.0.2.7/secret              | loopback",
        "http://169.254.169.254/secret        | loopback",
      })
  void refusesWhatIsNoPlaceForASecretWithoutQuotingIt(String url, String words) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Webhook.of(url)).getMessage());
    assertAll(
        () -> assertTrue(message.contains(words), message),
        () -> assertFalse(message.contains("secret"), message));
  }
}
