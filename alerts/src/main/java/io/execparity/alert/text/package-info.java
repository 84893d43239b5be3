/** Notices in words: templates, and what keeps a finding's text from being more than text. */
@NullMarked
package io.execparity.alert.text;

import org.jspecify.annotations.NullMarked;
