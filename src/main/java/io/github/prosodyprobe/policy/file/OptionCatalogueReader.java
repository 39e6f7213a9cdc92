package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.option.OptionCatalogue;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.PolicyProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the catalogue of Prosody's options; {@code src/docs/writing-an-option.md} says how to add
 * one.
 */
public final class OptionCatalogueReader {

  /**
   * A file that could be read.
   *
   * @param problems takes what is wrong with it
   * @param content what it says
   */
  private record ReadFile(Problems problems, OptionFileReader.Content content) {}

  private final List<ReadFile> files = new ArrayList<>();
  private final Map<String, SeriesBuilder> series = new TreeMap<>();

  private OptionCatalogueReader() {}

  /**
   * Reads the files that come with the program.
   *
   * @param sources files of any number of series, and of additions to them; a series without a file
   *     of its own is not in the catalogue
   * @throws PolicyException with everything that is wrong with any of the files
   */
  public static OptionCatalogue read(Collection<SourceText> sources) throws PolicyException {
    OptionCatalogueReader reader = new OptionCatalogueReader();
    List<Problems> problems = new ArrayList<>();
    for (SourceText source : sources) {
      Problems ofFile = new Problems(source);
      problems.add(ofFile);
      YamlText.root(source, ofFile)
          .flatMap(new OptionFileReader(ofFile)::content)
          .ifPresent(content -> reader.files.add(new ReadFile(ofFile, content)));
    }
    OptionCatalogue catalogue = reader.join();
    List<PolicyProblem> found =
        problems.stream().map(Problems::found).flatMap(Collection::stream).distinct().toList();
    if (!found.isEmpty()) {
      throw new PolicyException(found);
    }
    return catalogue;
  }

  private OptionCatalogue join() {
    for (ReadFile file : files) {
      file.content().series().ifPresent(it -> series.putIfAbsent(it, new SeriesBuilder(it)));
    }
    files.forEach(this::addReaders);
    for (ReadFile file : files) {
      series.values().forEach(it -> it.remark(file.content(), file.problems()));
    }
    return new OptionCatalogue(series.values().stream().map(SeriesBuilder::build).toList());
  }

  private void addReaders(ReadFile file) {
    for (OptionFileReader.Entry entry : file.content().entries()) {
      Set<String> named = file.content().series().map(Set::of).orElse(entry.series());
      series.values().stream()
          .filter(it -> named.isEmpty() || named.contains(it.series()))
          .forEach(it -> it.add(entry, file.problems()));
    }
  }
}
