package io.github.prosodyprobe.cli;

import java.time.Clock;

/**
 * What a command has around it.
 *
 * @param terminal where its output goes
 * @param installation the files that came with the program
 * @param clock the wall clock
 */
record Context(Terminal terminal, Installation installation, Clock clock) {}
