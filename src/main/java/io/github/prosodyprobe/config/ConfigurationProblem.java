package io.github.prosodyprobe.config;

import java.util.Optional;

/**
 * Why a configuration could not be read, or not wholly.
 *
 * @param kind what went wrong
 * @param location where
 * @param message what happened, in one line, without secrets; may contain text of the file
 * @param excerpt the line itself, without secrets
 * @param hint what somebody can do
 */
public record ConfigurationProblem(
    Kind kind, Location location, String message, Optional<String> excerpt, Optional<String> hint) {

  /** What went wrong. */
  public enum Kind {
    /** It is not Lua. */
    SYNTAX,
    /** It is a template that has to be filled in first. */
    TEMPLATE,
    /** The Lua raises an error, as it would in Prosody. */
    ERROR,
    /** It uses something that is deliberately not there: other files, programs, modules. */
    NOT_EVALUATED,
    /** A value that only the server has, for instance a credential of its service manager. */
    UNKNOWN_VALUE,
    /** A file that does not exist or may not be read. */
    UNREADABLE,
    /** A file that is not below the main file's folder. */
    OUTSIDE_FOLDER,
    /** A file that includes itself, directly or by way of others. */
    INCLUDE_LOOP,
    /** More than {@link Limits} permits. */
    LIMIT,
    /** Bytes that are not UTF-8; Prosody does not mind. */
    NOT_UTF8
  }

  /** Whether options may be missing or different because of it. */
  public boolean spoilsTheReading() {
    return kind != Kind.NOT_UTF8;
  }

  @Override
  public String toString() {
    return location + ": " + message;
  }
}
