package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.policy.Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a targets file says of one target, defaults included.
 *
 * @param place where it stands
 * @param values what is said, in the words of the file; nothing of a key that is not there
 */
public record TargetEntry(Location place, Map<TargetKey, List<String>> values) {

  /** Copies the map. */
  public TargetEntry {
    values = Map.copyOf(values);
  }

  /** The one value of a key. */
  public Optional<String> one(TargetKey key) {
    return several(key).map(List::getFirst);
  }

  /** The values of a key, at least one of them. */
  public Optional<List<String>> several(TargetKey key) {
    return Optional.ofNullable(values.get(key));
  }

  /** With defaults for the keys that it does not have. */
  TargetEntry over(Map<TargetKey, List<String>> defaults) {
    Map<TargetKey, List<String>> all = new HashMap<>(defaults);
    all.putAll(values);
    return new TargetEntry(place, all);
  }
}
