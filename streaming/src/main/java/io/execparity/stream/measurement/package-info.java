/** What a host's measurement lists and its IMA policy say, in a form that executions can be held against. */
@NullMarked
package io.execparity.stream.measurement;

import org.jspecify.annotations.NullMarked;
