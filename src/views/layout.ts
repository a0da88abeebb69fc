import { SURFACES } from './brand-colour.ts';
import { languageSwitch } from './components/language-switch.ts';
import { type Html, html, trusted } from './html.ts';
import type { Speech } from './i18n/speech.ts';
import { styleSheet } from './styles.ts';

/** What every page is given by its route. */
export type PageContext = {
  /** The reader's language; the route loaded it. */
  readonly speech: Speech;
  /** A fresh random value per response, named in its Content-Security-Policy. */
  readonly nonce: string;
  /** What else the page's address asks for, where it can be read in another language; null or absent where it cannot. */
  readonly query?: string | null;
};

type Page = {
  readonly title: string;
  readonly speech: Speech;
  readonly nonce: string;
  readonly query?: PageContext['query'] | undefined;
  /** The merchant's colour (`#rrggbb`), or NO_BRAND on a page that belongs to no merchant. */
  readonly brandColor: string;
  /** `wide` for a document that is read, `narrow` for a page with one thing to do, `portal` with a panel beside it. */
  readonly width: 'wide' | 'narrow' | 'portal';
  /** Additional styles of our own, for one area. */
  readonly styles?: string;
  /** `same-origin` if the page's forms need an Origin. */
  readonly referrer?: 'no-referrer' | 'same-origin';
  /** Loads the page anew after so many seconds where there is no script; null or absent for never. */
  readonly reloadSeconds?: number | null;
  readonly body: Html;
};

/** The accent of pages without a merchant: ink. */
export const NO_BRAND = SURFACES.light.ink;

// Pages hold somebody's invoice: no index, no referrer, no automatic links on phones. The icon is data, so that no
// browser asks for /favicon.ico: a page is one request.
const RECEIPT = 'M3 1h10v14l-2-1.5-1.5 1.5L8 13.500l-1.500 1.500L5 13.500 3 15z';
const ICON = trusted(
  `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E` +
    `%3Cpath fill='%23808086' d='${RECEIPT}'/%3E%3C/svg%3E`,
);
const HEAD = html`
  <meta name="viewport" content="width=device-width,initial-scale=1">
  <meta name="robots" content="noindex,nofollow">
  <meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
  <meta name="color-scheme" content="light dark">
  <meta name="theme-color" content="${SURFACES.light.page}" media="(prefers-color-scheme:light)">
  <meta name="theme-color" content="${SURFACES.dark.page}" media="(prefers-color-scheme:dark)">
  <link rel="icon" href="${ICON}">
`;

/** A whole HTML document. It holds one style element with the nonce, no script, and no style attribute. */
export function documentPage(page: Page): string {
  const { speech } = page;
  const styles = trusted(styleSheet(page.brandColor) + (page.styles ?? ''));
  return html`
    <!doctype html>
    <html lang="${speech.language}" dir="${speech.direction}">
      <head>
        <meta charset="utf-8">
        <title>${page.title}</title>
        <meta name="referrer" content="${page.referrer ?? 'no-referrer'}">
        ${HEAD}
        ${reload(page)}
        <style nonce="${page.nonce}">${styles}</style>
      </head>
      <body>
        <div class="page ${page.width}">${page.body}${languageSwitch(page)}</div>
      </body>
    </html>
  `.text;
}

const reload = ({ reloadSeconds = null }: Page) =>
  reloadSeconds === null
    ? null
    : html`<noscript><meta http-equiv="refresh" content="${String(reloadSeconds)}"></noscript>`;
