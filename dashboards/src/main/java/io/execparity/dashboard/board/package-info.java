/** What boards show, defined once: for the dashboard's own pages, for Kibana and for Grafana. */
@NullMarked
package io.execparity.dashboard.board;

import org.jspecify.annotations.NullMarked;
