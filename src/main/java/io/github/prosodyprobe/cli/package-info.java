/** The command line: the only package that prints, exits and sees picocli. */
@NullMarked
package io.github.prosodyprobe.cli;

import org.jspecify.annotations.NullMarked;
