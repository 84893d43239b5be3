/** Where findings come from: the job's topic or a folder of results. */
@NullMarked
package io.execparity.alert.intake;

import org.jspecify.annotations.NullMarked;
