/** The alerting process: from where findings come to where people are. */
@NullMarked
package io.execparity.alert;

import org.jspecify.annotations.NullMarked;
