import { html } from '../vendor.js';
import { link } from '../address.js';

export default {
  title: 'Nothing here',
  draw() {
    return html`<h1>There is nothing at this address</h1><p><a href=${link('/')}>Overview</a></p>`;
  },
};
