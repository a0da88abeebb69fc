import { html } from 'hono/html';
import type { Html } from './layout.ts';

export type Cell = string | Html;

/** Fields that a button sends along, so that its answer leads back. */
export interface Back {
  back: string;
}

/** A button that does one thing by a POST, and comes back to where it stands. */
export function button(verb: string, fields: Record<string, string>, label: string): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="/do/${verb}">${hidden}<button type="submit">${label}</button></form>`;
}

/** A button for each outcome that an object can be given, by what the button says. */
export function choices(
  verb: string,
  id: string,
  outcomes: Readonly<Record<string, string>>,
  back: Back,
): Html {
  return html`${Object.entries(outcomes).map(
    ([outcome, label]) => html`${button(verb, { id, outcome, ...back }, label)} `,
  )}`;
}

/** A state in words, coloured by whether it is good. */
export function state(text: string): Html {
  const good = /(succeeded|paid|won|active|connected|enabled|delivered|complete)$/.test(text);
  const bad =
    /(failed|requires_payment_method|expired|canceled|lost|unpaid|disconnected|disabled|errored|restricted)$/.test(
      text,
    );
  const tone = bad ? 'bad' : good ? 'good' : 'wait';
  return html`<span class="${tone}">${text.replaceAll('_', ' ')}</span>`;
}

/** A moment (seconds since the epoch) to the minute, UTC. */
export function when(seconds: number): Html {
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')}</time>`;
}

export function code(text: string | null | undefined): Html {
  return html`<code>${text ?? ''}</code>`;
}

/** A table that scrolls sideways where it must; a sentence where there is nothing. */
export function table(heads: string[], rows: Cell[][], label: string): Html {
  if (rows.length === 0) return html`<p class="soft">Nothing yet.</p>`;
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;
}
