/** What the data files of rules and interpreters have in common besides their form. */
@NullMarked
package io.execparity.stream.catalogue;

import org.jspecify.annotations.NullMarked;
