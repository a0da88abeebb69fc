import type { Writer } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { InvoiceView } from '../model.ts';
import { isolate } from '../text.ts';
import { ICONS } from './icons.ts';

/** Below the button that pays: who takes the money in, how it can be paid, and whose page this is. */
export function besidePay({ merchant }: InvoiceView, { speech }: Writer): Html {
  const { hosted } = speech.words;
  return html`
    <div class="trust small">
      <p>${ICONS.lock}<b>${hosted.secured}</b> · ${hosted.methods}</p>
      <p>${hosted.runBy(isolate(merchant.name))}</p>
    </div>
  `;
}
