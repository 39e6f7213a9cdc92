package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.Since.Past;
import io.github.prosodyprobe.report.Standing.Subject;
import io.github.prosodyprobe.report.Standing.Wrong;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Writes and reads how targets stood, for this program alone. */
final class StandingsJson {

  /** Another version writes another one, and what it wrote is not understood here. */
  private static final String ID = "urn:prosody-probe:webhook-state:1";

  private StandingsJson() {}

  static String of(List<Standing> standings) {
    return JsonFormat.write(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("$schema", ID);
          json.writeArrayPropertyStart("targets");
          standings.forEach(standing -> write(json, standing));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Standing standing) {
    json.writeStartObject();
    json.writeStringProperty("target", standing.subject().domain());
    json.writeStringProperty("vantage", standing.subject().vantage());
    json.writeStringProperty("verdict", standing.verdict().words());
    json.writeArrayPropertyStart("wrong");
    standing
        .wrong()
        .forEach(
            (fingerprint, wrong) -> {
              json.writeStartObject();
              json.writeStringProperty("fingerprint", fingerprint);
              json.writeStringProperty("state", wrong.state().word());
              json.writeStringProperty("check", wrong.what().check());
              json.writeStringProperty("title", wrong.what().title());
              json.writeStringProperty("severity", wrong.what().severity().word());
              new JsonFacts(json).endpoint(wrong.what().endpoint());
              json.writeEndObject();
            });
    json.writeEndArray();
    json.writeEndObject();
  }

  static List<Standing> read(byte[] document) throws UnreadableReportException {
    try {
      return new Reading(new JsonReader(document)).read();
    } catch (JsonReader.Misfit e) {
      throw e.toChecked();
    }
  }

  /** Leaves nothing out: what is not understood would be told again, or never. */
  private record Reading(JsonReader json) {

    List<Standing> read() {
      List<Standing> standings = new ArrayList<>();
      List<String> ids = new ArrayList<>();
      json.document(
          name -> {
            switch (name) {
              case "$schema" -> ids.add(json.text());
              case "targets" -> standings.addAll(json.list(this::standing));
              default -> json.skip();
            }
          });
      if (!ids.contains(ID)) {
        throw json.misfit("this is not " + ID);
      }
      return standings;
    }

    private Standing standing() {
      Map<String, String> texts = new HashMap<>();
      SortedMap<String, Wrong> wrong = new TreeMap<>();
      json.object(
          name -> {
            switch (name) {
              case "wrong" -> json.list(() -> wrong(wrong));
              case "target", "vantage", "verdict" -> texts.put(name, json.text());
              default -> json.skip();
            }
          });
      return new Standing(
          new Subject(member(texts, "target"), member(texts, "vantage")),
          known("verdict", Verdict.of(member(texts, "verdict"))),
          wrong);
    }

    private boolean wrong(Map<String, Wrong> all) {
      Map<String, String> texts = new HashMap<>();
      json.texts(texts);
      Endpoint endpoint =
          new Endpoint(
              known("listener", Listener.of(member(texts, "listener"))),
              member(texts, "domain"),
              member(texts, "address"));
      Past what =
          new Past(
              member(texts, "check"),
              member(texts, "title"),
              known("severity", Severity.of(member(texts, "severity"))),
              endpoint);
      State state = known("state", State.of(member(texts, "state")));
      return all.put(member(texts, "fingerprint"), new Wrong(what, state)) == null;
    }

    private String member(Map<String, String> texts, String name) {
      return known(name, Optional.ofNullable(texts.get(name)));
    }

    private <T> T known(String name, Optional<T> value) {
      return value.orElseThrow(() -> json.misfit("a " + name + " is expected in this object"));
    }
  }
}
