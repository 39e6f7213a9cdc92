/**
 * The only package that opens sockets: dialling, address policy, budgets, deadlines, transcripts.
 */
@NullMarked
package io.github.prosodyprobe.net;

import org.jspecify.annotations.NullMarked;
