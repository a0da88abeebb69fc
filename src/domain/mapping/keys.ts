import { searchTerms } from '../customer/search-words.ts';

/** Providers of mail for everybody: two of their customers have nothing in common. */
const FREE_MAIL: ReadonlySet<string> = new Set(
  `126.com 163.com aol.com att.net bellsouth.net bigpond.com bluewin.ch bt.com btinternet.com charter.net comcast.net
  cox.net duck.com earthlink.net fastmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net
  googlemail.com hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.fr hotmail.it icloud.com inbox.com laposte.net
  libero.it live.co.uk live.com live.de live.fr mac.com mail.com mail.de mail.ru me.com msn.com naver.com orange.fr
  outlook.com outlook.de outlook.fr pm.me posteo.de proton.me protonmail.ch protonmail.com qq.com rediffmail.com
  rocketmail.com sbcglobal.net seznam.cz sfr.fr sky.com t-online.de tiscali.it tutanota.com verizon.net virgilio.it
  wanadoo.fr web.de wp.pl yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.au yahoo.com.br yahoo.de
  yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru ymail.com zoho.com`.split(/\s+/),
);

/** Legal forms, which people write and leave out. */
const FORMS: ReadonlySet<string> = new Set(
  'ab ag aps as bv co company corp corporation eg eu gmbh inc incorporated kg kk limited llc llp lp ltd nv ohg oy oyj plc pte pty sa sarl sas se spa srl ug'.split(
    ' ',
  ),
);

/** Text as it is searched: without case and accents. */
export const folded = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** A name as names are compared: folded, without punctuation and without its legal form at the end. Null where nothing is left of it. */
export function nameKey(name: string | null): string | null {
  const words = folded(name ?? '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  let end = words.length;
  while (end > 1 && FORMS.has(words[end - 1] ?? '')) end -= 1;
  return words.slice(0, end).join(' ') || null;
}

/** The domain of a folded address; null for a provider of free mail. */
export function ownDomain(address: string | null): string | null {
  const domain = (address ?? '').split('@').at(-1) ?? '';
  return !(address ?? '').includes('@') || domain === '' || FREE_MAIL.has(domain) ? null : domain;
}

/** What is searched for: the beginning of a word each, or the text as it is, which may be an id. */
export type MappingSearch = { readonly terms: readonly string[]; readonly text: string };

/** What somebody typed to search by; null where that is nothing. */
export function searchFor(typed: string | null): MappingSearch | null {
  const text = (typed ?? '').slice(0, 200).trim();
  return text === '' ? null : { terms: searchTerms(text).toSorted((a, b) => b.length - a.length), text };
}
