package io.github.prosodyprobe.policy.file;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;

/** Parses YAML up to a depth, so that the composer, which recurses, goes no deeper either. */
final class ShallowParser implements Parser {

  /** Thrown at the first list or mapping that lies too deep. */
  static final class TooDeepException extends YamlEngineException {

    private static final long serialVersionUID = 1L;

    // A Mark cannot be written out, and nobody writes this out.
    private final transient Optional<Mark> place;

    private TooDeepException(int deepest, Optional<Mark> place) {
      super("nested deeper than " + deepest + " levels");
      this.place = place;
    }

    /** Where the list or mapping begins. */
    Optional<Mark> place() {
      return place;
    }
  }

  private final Parser parser;
  private final int deepest;
  private int depth;

  ShallowParser(Parser parser, int deepest) {
    this.parser = parser;
    this.deepest = deepest;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public Event next() {
    Event event = parser.next();
    if (event instanceof CollectionStartEvent) {
      depth++;
    } else if (event instanceof CollectionEndEvent) {
      depth--;
    }
    if (depth > deepest) {
      throw new TooDeepException(deepest, event.getStartMark());
    }
    return event;
  }
}
