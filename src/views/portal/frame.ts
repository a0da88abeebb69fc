import type { MerchantView } from '../../domain/invoice/view.ts';
import { brandHeader, contactFooter } from '../components/brand.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { speechFor } from '../i18n/dictionary.ts';
import { documentPage, NO_BRAND, type PageContext } from '../layout.ts';
import { isolate } from '../text.ts';
import { PORTAL_STYLES } from './styles.ts';
import { portalWords } from './words.ts';

/** Who is signed in, as far as a page shows it. */
export type FrameVisit = {
  readonly personEmail: string | null;
  readonly csrf: string;
  readonly customer: { readonly name: string };
  readonly merchant: MerchantView;
  readonly choices: number;
};

/** The pages of the left panel. */
export type Area = 'invoices' | 'settings' | 'autopay' | 'statement';

/** What is said at the top of a page of what was just done. */
export type Said = { readonly tone: 'good' | 'wait' | 'bad'; readonly text: string };

type FramedPage = {
  /** The page's name, for its title; the body holds its `h1`. */
  readonly title: string;
  readonly context: PageContext & { readonly visit: FrameVisit };
  /** Which entry of the panel is the current one; null for a page that is under none. */
  readonly area: Area | null;
  readonly said?: Said | null;
  /** More of a style sheet, for an area of its own. */
  readonly styles?: string;
  readonly body: Html;
};

const AREAS: readonly (readonly [Area, string])[] = [
  ['invoices', '/portal/invoices'],
  ['settings', '/portal/settings'],
  ['autopay', '/portal/autopay'],
  ['statement', '/portal/statement'],
];

/** A page behind the sign-in: the merchant's brand, the left panel, and the page's own content in one card. */
export function portalPage({ title, context, area, said, styles, body }: FramedPage): string {
  const { visit } = context;
  const speech = speechFor(context.locale);
  const words = portalWords(speech.words);
  const merchant = isolate(visit.merchant.name);
  return documentPage({
    title: words.title(title, merchant),
    speech,
    nonce: context.nonce,
    brandColor: visit.merchant.brandColor,
    width: 'portal',
    styles: PORTAL_STYLES + (styles ?? ''),
    referrer: 'same-origin',
    body: html`<a class="skip" href="#content">${words.skip}</a>${brandHeader(visit.merchant)}<div class="shell">${panel(visit, area, context.locale)}<main class="card" id="content">${saidLine(said ?? null)}${body}</main></div>${contactFooter(visit.merchant, words.questions(merchant))}`,
  });
}

function panel(visit: FrameVisit, area: Area | null, locale: string): Html {
  const words = portalWords(speechFor(locale).words);
  const entries = AREAS.map(([name, path]) =>
    name === area
      ? html`<li><a href="${path}" aria-current="page">${words.nav[name]}</a></li>`
      : html`<li><a href="${path}">${words.nav[name]}</a></li>`,
  );
  const who =
    visit.personEmail === null
      ? words.openedBy(isolate(visit.merchant.name))
      : words.signedInAs(isolate(visit.personEmail));
  const change =
    visit.choices > 1 ? html`<p><a href="/portal/choose">${words.switchAccount}</a></p>` : NOTHING;
  return html`<nav class="panel" aria-label="${words.panel}"><ul>${entries}</ul><div class="who small"><p dir="auto"><b>${visit.customer.name}</b></p><p>${who}</p>${change}${postForm(visit, '/portal/sign-out', html`<button class="text">${words.signOut}</button>`)}${postForm(visit, '/portal/sign-out-everywhere', html`<button class="text">${words.signOutEverywhere}</button>`)}</div></nav>`;
}

/** A form that changes something: it carries the session's token, without which it is refused. */
export function postForm(visit: Pick<FrameVisit, 'csrf'>, action: string, fields: Html): Html {
  return html`<form method="post" action="${action}"><input type="hidden" name="csrf" value="${visit.csrf}">${fields}</form>`;
}

function saidLine(said: Said | null): Html {
  return said === null ? NOTHING : html`<p class="said ${said.tone}" role="status">${said.text}</p>`;
}

/** A page before the sign-in, or for what is not there: one narrow card, in a merchant's brand or in none. */
export function doorPage(
  { title, merchant, body }: { title: string; merchant: MerchantView | null; body: Html },
  context: PageContext,
): string {
  return documentPage({
    title: merchant === null ? title : `${title} · ${isolate(merchant.name)}`,
    speech: speechFor(context.locale),
    nonce: context.nonce,
    brandColor: merchant?.brandColor ?? NO_BRAND,
    width: 'narrow',
    styles: PORTAL_STYLES,
    referrer: 'same-origin',
    body: html`${merchant === null ? NOTHING : brandHeader(merchant)}<main class="card${merchant === null ? ' alone' : ''}"><h1 class="title">${title}</h1>${body}</main>`,
  });
}
