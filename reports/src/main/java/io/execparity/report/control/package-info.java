/** What a report judges by: the controls of frameworks, as data files have them. */
@NullMarked
package io.execparity.report.control;

import org.jspecify.annotations.NullMarked;
