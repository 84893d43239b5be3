/** Results in Elasticsearch: its indices, and the way into them that loses nothing and doubles nothing. */
@NullMarked
package io.execparity.stream.elastic;

import org.jspecify.annotations.NullMarked;
