import { html, nothing } from '../vendor.js';
import { outcome } from '../parts.js';
import { text } from '../text.js';
import { act } from './execution.js';

// What was asked, what the kernel said, and how it is known that it was a question.
function asked(ours) {
  return html`<dt>Answer</dt><dd>${outcome(ours.check)}</dd><dt>Asked by</dt><dd>${ours.check_interface}${ours.by_descriptor ? ', about an open descriptor' : nothing}</dd>
        ${ours.witness ? html`<dt>How it is known</dt><dd>${text(ours.witness)}</dd>` : nothing}`;
}

export default act('checks', 'Check', 'Checks', asked);
