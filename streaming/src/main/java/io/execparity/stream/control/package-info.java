/** What a site tells a running correlation: what to hold back, what files are as they should be, what interprets code. */
@NullMarked
package io.execparity.stream.control;

import org.jspecify.annotations.NullMarked;
