package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.Listener;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An expectation over facts.
 *
 * @param id permanent; waivers, dashboards and baselines refer to it
 * @param title the wanted state as a sentence
 * @param listeners the kinds of listener on which it holds
 * @param severity how much a failure matters
 * @param why what an attacker or user meets where it fails
 * @param probed what goes over the wire to find out
 * @param fix software (such as {@code prosody}) to configuration lines
 * @param citations where the expectation comes from
 * @param tags further words for {@code --only} and {@code --skip}
 */
public record Check(
    String id,
    String title,
    Set<Listener> listeners,
    Severity severity,
    String why,
    String probed,
    Map<String, String> fix,
    List<Citation> citations,
    Set<String> tags) {}
