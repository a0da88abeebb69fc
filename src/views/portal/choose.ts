import { type Html, html, NOTHING } from '../html.ts';
import { speechFor } from '../i18n/dictionary.ts';
import type { PageContext } from '../layout.ts';
import { isolate } from '../text.ts';
import { doorPage, postForm } from './frame.ts';
import { portalWords } from './words.ts';

export type ChooseView = {
  readonly address: string;
  readonly csrf: string;
  /** The customer that is open now, or null. */
  readonly current: string | null;
  readonly choices: readonly {
    readonly customerId: string;
    readonly customerName: string;
    readonly merchantName: string;
  }[];
};

/** Which of the customers that an address belongs to: one button each. */
export function choosePage(view: ChooseView, context: PageContext): string {
  const words = portalWords(speechFor(context.locale).words);
  const several = new Set(view.choices.map(({ merchantName }) => merchantName)).size > 1;
  const choices = view.choices.map(({ customerId, customerName, merchantName }): Html => {
    const at = several ? html` ${words.choose.at(isolate(merchantName))}` : NOTHING;
    const here =
      customerId === view.current ? html` <span class="small">${words.choose.here}</span>` : NOTHING;
    return html`<li><button name="customer" value="${customerId}" dir="auto"><b>${customerName}</b>${at}${here}</button></li>`;
  });
  const list = postForm(view, '/portal/choose', html`<ul class="choices">${choices}</ul>`);
  const leave = postForm(view, '/portal/sign-out', html`<button class="text">${words.signOut}</button>`);
  const body = html`<p class="lead" dir="auto">${words.choose.explained(isolate(view.address))}</p>${list}${leave}`;
  return doorPage({ title: words.choose.title, merchant: null, body }, context);
}
