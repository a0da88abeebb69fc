import { nameIn } from '../email/plain.ts';
import type { Writer } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { InvoiceView } from '../model.ts';
import { ICONS } from './icons.ts';

/** What can be paid with on Stripe's page. */
export type Ways = { readonly card: boolean; readonly ach: boolean };

/** Below the button that pays: who takes the money in, how it can be paid, and whose page this is. */
export function besidePay({ merchant }: InvoiceView, ways: Ways, { speech }: Writer): Html {
  const { hosted } = speech.words;
  const { cards, usBank } = hosted.methods;
  const taken = [...(ways.card ? [cards] : []), ...(ways.ach ? [usBank] : [])];
  return html`
    <div class="trust small">
      <p>${ICONS.lock}<b>${hosted.secured}</b> · ${taken.join(' · ')}</p>
      <p>${hosted.runBy(nameIn(merchant.name))}</p>
    </div>
  `;
}
