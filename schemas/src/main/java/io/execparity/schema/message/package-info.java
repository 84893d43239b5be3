/** What an agent tells besides the lines themselves: losses, and what its host is like. */
@NullMarked
package io.execparity.schema.message;

import org.jspecify.annotations.NullMarked;
