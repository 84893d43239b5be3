import { html } from '../vendor.js';

export default {
  title: 'Activity',
  draw() {
    return html`<h1>Activity</h1><section class="panel" aria-label="Activity"><p class="empty">Nobody has changed anything yet.</p></section>`;
  },
};
