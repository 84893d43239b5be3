/** The whole chain on one machine, with recorded hosts in place of real ones. */
@NullMarked
package io.execparity.cli.demo;

import org.jspecify.annotations.NullMarked;
