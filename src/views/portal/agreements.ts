import { html } from '../html.ts';
import { isolate } from '../text.ts';
import { portalPage } from './frame.ts';
import { SETTINGS_STYLES } from './settings-styles.ts';
import { type SettingsContext, writerOf } from './settings-writer.ts';

/** What somebody agreed to, word for word, and when. */
export type KeptAgreement = {
  readonly kind: 'bank_debit' | 'autopay';
  readonly version: string;
  readonly locale: string;
  readonly text: string;
  readonly agreedBy: string;
  readonly ipAddress: string;
  readonly agreedAt: number;
};

/** Everything that was agreed to, newest first, as it was shown then: in the words and language of then. */
export function agreementsPage(agreements: readonly KeptAgreement[], context: SettingsContext): string {
  const writer = writerOf(context);
  const words = writer.own.agreements;
  const { timeZone } = context.visit.merchant;
  const items = agreements.map(({ kind, version, locale, text, agreedBy, ipAddress, agreedAt }) => {
    const lines = text.split('\n').map((line) => html`<p>${line}</p>`);
    const by = words.by(isolate(agreedBy), writer.instant(agreedAt, timeZone), ipAddress);
    return html`<article class="terms"><h2>${words.kind[kind]}</h2><div lang="${locale}" dir="auto">${lines}</div><p class="small soft">${by} · ${words.edition(version)}</p></article>`;
  });
  const body = html`<h1>${words.title}</h1>${agreements.length === 0 ? html`<p class="lead">${words.none}</p>` : items}<p class="actions"><a href="/portal/autopay">${words.back}</a></p>`;
  return portalPage({ title: words.title, styles: SETTINGS_STYLES, context, area: 'autopay', body });
}
