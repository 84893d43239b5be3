/** What the hot paths cost: benchmarks of single stages, and the programs that {@code bench/compare} runs. */
@NullMarked
package io.execparity.bench;

import org.jspecify.annotations.NullMarked;
