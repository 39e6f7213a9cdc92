package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.option.ConfigurationOption;
import io.github.prosodyprobe.option.ModuleScope;
import io.github.prosodyprobe.option.Part;
import io.github.prosodyprobe.option.ProsodyModule;
import io.github.prosodyprobe.option.Reading;
import io.github.prosodyprobe.option.SeriesOptions;
import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.policy.file.OptionFileReader.Remark;
import io.github.prosodyprobe.policy.file.OptionRemarkReader.ModuleRemark;
import io.github.prosodyprobe.text.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;

/** Joins what several files say of one series. */
final class SeriesBuilder {

  private static final String ANY_START = "*";

  private final String series;
  private final SortedMap<String, List<Reading>> readings = new TreeMap<>();
  private final SortedMap<String, OptionFileReader.Entry> modules = new TreeMap<>();
  private final SortedMap<String, OptionRemark> remarks = new TreeMap<>();
  private final SortedMap<String, ModuleRemark> moduleRemarks = new TreeMap<>();
  private final Map<String, Location> places = new HashMap<>();

  SeriesBuilder(String series) {
    this.series = series;
  }

  String series() {
    return series;
  }

  /** Adds a reader; of one that is known already, what it reads beside. */
  void add(OptionFileReader.Entry entry, Problems problems) {
    if (entry.isModule()) {
      modules.putIfAbsent(entry.name(), entry);
    }
    entry
        .options()
        .forEach(
            (name, reading) -> {
              String what = entry.name() + " reads " + name + " in " + series;
              if (isNew(what, entry.node(), problems)) {
                readings.computeIfAbsent(name, unused -> new ArrayList<>()).add(reading);
              }
            });
  }

  void remark(OptionFileReader.Content content, Problems problems) {
    content.options().forEach((name, it) -> remark("option ", name, it, remarks, problems));
    content.modules().forEach((name, it) -> remark("module ", name, it, moduleRemarks, problems));
  }

  private <T> void remark(
      String kind, String name, Remark<T> remark, Map<String, T> remarks, Problems problems) {
    if (isNew(kind + Spelling.quoted(name), remark.node(), problems)) {
      remarks.put(name, remark.content());
    }
  }

  private boolean isNew(String what, Node node, Problems problems) {
    Location first = places.putIfAbsent(what, problems.location(node));
    if (first != null) {
      problems.at(node, what + " is said already, at " + first, "");
    }
    return first == null;
  }

  SeriesOptions build() {
    SortedMap<String, ConfigurationOption> options = new TreeMap<>();
    remarks.keySet().forEach(name -> readings.computeIfAbsent(name, unused -> new ArrayList<>()));
    readings.forEach(
        (name, of) -> {
          of.sort(Comparator.comparing(Reading::reader));
          options.put(name, remark(name).option(name, of));
        });
    SortedMap<String, ProsodyModule> known = new TreeMap<>();
    moduleRemarks.forEach((name, remark) -> known.put(name, gone(name, remark)));
    modules.forEach((name, entry) -> known.put(name, module(entry)));
    return new SeriesOptions(series, options, known);
  }

  /** The remark on the name, or else on its family. */
  private OptionRemark remark(String name) {
    return Optional.ofNullable(remarks.get(name))
        .or(
            () ->
                remarks.tailMap(ANY_START).entrySet().stream()
                    .takeWhile(it -> it.getKey().startsWith(ANY_START))
                    .filter(it -> name.endsWith(it.getKey().substring(ANY_START.length())))
                    .map(Map.Entry::getValue)
                    .findFirst())
        .orElse(OptionRemark.NONE);
  }

  private ProsodyModule module(OptionFileReader.Entry entry) {
    ModuleRemark remark = moduleRemarks.getOrDefault(entry.name(), ModuleRemark.NONE);
    return new ProsodyModule(
        entry.name(),
        entry.part(),
        entry.scope(),
        entry.automatic(),
        entry.inherited(),
        entry.needs(),
        remark.obsolete(),
        remark.live());
  }

  /** A module that is in no package of this series, and whose name is known. */
  private static ProsodyModule gone(String name, ModuleRemark remark) {
    return new ProsodyModule(
        name,
        Part.UNPACKAGED,
        ModuleScope.HOST,
        false,
        false,
        Set.of(),
        remark.obsolete(),
        remark.live());
  }
}
