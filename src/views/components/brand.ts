import { type Html, html, NOTHING } from '../html.ts';
import type { MerchantView } from '../model.ts';
import { isMailable, webAddress } from '../text.ts';

/** The head of every page, as of mails and PDFs: the merchant's logo where there is one, and its name beside it. */
export function brandHeader(merchant: MerchantView, place: 'start' | 'middle' = 'start'): Html {
  const logo = webAddress(merchant.logoUrl);
  const picture =
    logo === null ? NOTHING : html`<img src="${logo}" alt="" height="40" referrerpolicy="no-referrer">`;
  return html`
    <header class="from${place === 'middle' ? ' mid' : ''}">
      ${picture}<b class="clamp" dir="auto">${merchant.name}</b>
    </header>
  `;
}

/** The head of a page that belongs to no business: the site's own name. */
export const siteHeader = (host: string): Html =>
  html`<header class="from"><a href="/"><b class="clamp">${host}</b></a></header>`;

/** An email address as a link where it is plainly one, else as text; in a narrow column it breaks behind its @ first. */
export function emailLink(email: string, place: 'line' | 'narrow' = 'line'): Html {
  if (!isMailable(email)) return html`${email}`;
  const at = place === 'narrow' ? email.lastIndexOf('@') + 1 : 0;
  const text = at === 0 ? html`${email}` : html`${email.slice(0, at)}<wbr>${email.slice(at)}`;
  return html`<a href="mailto:${email}">${text}</a>`;
}

/** How to reach the merchant: email, telephone and website, those that there are, after a sentence if one is needed. */
export function contactFooter(merchant: MerchantView, sentence: string | null): Html {
  const website = webAddress(merchant.website);
  const ways = [
    merchant.email === null ? null : emailLink(merchant.email),
    merchant.telephone === null ? null : html`<bdi>${merchant.telephone}</bdi>`,
    website === null ? null : websiteLink(website),
  ].filter((way) => way !== null);
  const { footer } = merchant;
  if (ways.length === 0 && footer === null) return NOTHING;
  return html`
    <footer class="foot">
      ${sentence === null ? NOTHING : html`<p>${sentence}</p>`}
      <p class="ways">${ways.map((way) => html`<span>${way}</span>`)}</p>
      ${footer === null ? NOTHING : html`<p class="written" dir="auto">${footer}</p>`}
    </footer>
  `;
}

/** A website shown by its host: `www.example.com`. */
function websiteLink(address: string): Html {
  const { host, pathname } = new URL(address);
  return html`<a href="${address}" rel="noreferrer">${pathname === '/' ? host : host + pathname}</a>`;
}
