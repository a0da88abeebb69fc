import { brandHeader } from './components/brand.ts';
import { writerFor } from './format.ts';
import { type Html, html } from './html.ts';
import { speechFor } from './i18n/dictionary.ts';
import { documentPage, type PageContext } from './layout.ts';
import type { InvoiceView } from './model.ts';
import { settingsWriter } from './portal/settings-writer.ts';
import { isolate } from './text.ts';

export type PauseView = {
  readonly invoice: InvoiceView;
  readonly timeZone: string;
  /** Where the button posts to: the link itself. */
  readonly action: string;
  /**
   * `asking`: the button is shown, with when it would be charged (ms; null where that is open). The others say what
   * pressing it came to.
   */
  readonly state:
    | { readonly kind: 'asking'; readonly chargeAt: number | null }
    | { readonly kind: 'paused' | 'under_way' | 'unknown' | 'not_open' };
};

/** The page behind *pause* in a notice: one button, that keeps one invoice from being charged by itself. */
export function pausePage(view: PauseView, context: PageContext): string {
  const { invoice } = view;
  const writer = settingsWriter(context.locale, view.timeZone);
  const words = writer.own.pause;
  const isDone = view.state.kind === 'paused' || view.state.kind === 'under_way';
  const title = isDone ? words.doneTitle : words.title;
  const link = html`<p class="actions"><a href="${invoice.links.view}">${words.view}</a></p>`;
  return documentPage({
    title: `${title} · ${isolate(invoice.merchant.name)}`,
    speech: speechFor(context.locale),
    nonce: context.nonce,
    brandColor: invoice.merchant.brandColor,
    width: 'narrow',
    body: html`${brandHeader(invoice.merchant)}<main class="card"><h1 class="title">${title}</h1>${content(view, context)}${link}</main>`,
  });
}

function content({ invoice, timeZone, action, state }: PauseView, context: PageContext): Html {
  const writer = settingsWriter(context.locale, timeZone);
  const words = writer.own.pause;
  const number = isolate(invoice.number);
  switch (state.kind) {
    case 'asking': {
      const amount = writerFor(invoice, context.locale).amount(invoice.amountRemaining);
      const plan =
        state.chargeAt === null
          ? html``
          : html`<p class="lead">${words.plan(amount, writer.day(state.chargeAt))}</p>`;
      return html`${plan}<p class="lead">${words.question(number)}</p><form class="pay" method="post" action="${action}"><button class="button">${words.button}</button></form>`;
    }
    case 'paused':
      return html`<p class="lead">${words.done(number)}</p>`;
    case 'under_way':
      return html`<p class="lead">${writer.own.said.invoice_paused_under_way}</p>`;
    case 'unknown':
      return html`<p class="lead">${writer.own.said.invoice_paused_unknown}</p>`;
    case 'not_open':
      return html`<p class="lead">${words.notOpen}</p>`;
  }
}
