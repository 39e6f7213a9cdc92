package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.text.Untrusted;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Parses YAML 1.2 text of bounded length, depth and aliasing into nodes that know their place. */
final class YamlText {

  /** Characters; the largest built-in file has a tenth of it. */
  static final int LONGEST = 256 * 1024;

  /** Twice what the format needs. The composer recurses, so that without it depth is stack. */
  static final int DEEPEST = 16;

  /** Aliases of lists and mappings; few enough that even nested ones cannot grow out of hand. */
  static final int MOST_ALIASES = 20;

  private YamlText() {}

  /** The document, or empty where a problem was added instead. */
  static Optional<Node> root(SourceText source, Problems problems) {
    if (source.text().length() > LONGEST) {
      problems.at(Optional.empty(), "the file has more than " + LONGEST + " characters", "");
      return Optional.empty();
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source.name())
            .setSchema(new CoreSchema())
            .setCodePointLimit(LONGEST)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setAllowRecursiveKeys(false)
            .build();
    try {
      Parser parser = new ParserImpl(settings, new StreamReader(settings, source.text()));
      Optional<Node> root =
          new Composer(settings, new ShallowParser(parser, DEEPEST)).getSingleNode();
      if (root.isEmpty()) {
        problems.at(Optional.empty(), "the file is empty", "");
      }
      return root;
    } catch (ShallowParser.TooDeepException e) {
      problems.at(e.place(), String.valueOf(e.getMessage()), "");
    } catch (MarkedYamlEngineException e) {
      problems.at(
          e.getProblemMark().or(e::getContextMark),
          "not YAML: " + Untrusted.of(e.getProblem() == null ? e.getContext() : e.getProblem()),
          "");
    } catch (ReaderException e) {
      problems.at(
          Optional.empty(),
          "the character U+%04X at position %d is not allowed in YAML"
              .formatted(e.getCodePoint(), e.getPosition()),
          "");
    } catch (YamlEngineException e) {
      problems.at(
          Optional.empty(), "not YAML: " + Untrusted.of(String.valueOf(e.getMessage())), "");
    }
    return Optional.empty();
  }
}
