// The one place that names what comes from elsewhere.
export { html, svg, render, nothing } from '/vendor/lit-html.js';
export { repeat } from '/vendor/directives/repeat.js';
