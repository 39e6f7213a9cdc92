@NullMarked
package io.github.prosodyprobe.option;

import org.jspecify.annotations.NullMarked;
