/** Which findings alert, whom, and what a site holds back. */
@NullMarked
package io.execparity.alert.choice;

import org.jspecify.annotations.NullMarked;
