@NullMarked
package io.github.prosodyprobe.declared;

import org.jspecify.annotations.NullMarked;
