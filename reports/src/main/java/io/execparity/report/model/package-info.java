/** A report as it is before it has a form. Nothing in it can be changed. */
@NullMarked
package io.execparity.report.model;

import org.jspecify.annotations.NullMarked;
