package io.github.prosodyprobe.xmpp;

/**
 * What a request was answered with.
 *
 * @param word the meaning, in the vocabulary of the fact that it becomes
 * @param condition the defined condition of the error, or empty when it was none
 */
public record Answer(String word, String condition) {}
