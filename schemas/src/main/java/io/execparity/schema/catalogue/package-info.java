/** Data files read strictly: YAML as a tree that knows its lines, so that an error names the place. */
@NullMarked
package io.execparity.schema.catalogue;

import org.jspecify.annotations.NullMarked;
