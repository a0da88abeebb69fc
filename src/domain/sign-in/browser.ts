import { fields, integer, listOf, orNull, type Read, text, yesOrNo } from '../shape.ts';
import { LONGEST_GAP_MS } from './mail-budget.ts';

const ask = fields({
  /** The hash that the address is counted under. */
  address: text,
  askedAt: integer,
  /** A page of the portal to go to afterwards. */
  next: orNull(text),
  /** Only mails later than this instant work for it: it asked from the link of an earlier one, and not by the address. */
  after: orNull(integer),
  /** It has signed in as this address before. */
  known: yesOrNo,
});
const browser = fields({ secret: text, asks: listOf(ask) });

/** What a browser asked for, as its own signed cookie says it. */
export type Ask = Read<typeof ask>;
export type Browser = Read<typeof browser>;

/** Enough for somebody with several mailboxes, in a cookie of three kilobytes at most. */
const MOST_ASKS = 6;
/** How long before a mail somebody may have asked for it. */
const ASK_LASTS_MS = LONGEST_GAP_MS;

/** The browser that a verified cookie describes; null for one of another version. */
export function readBrowser(stored: string): Browser | null {
  try {
    return browser(JSON.parse(stored)) ?? null;
  } catch {
    return null;
  }
}

const askFor = (of: Browser, address: string): Ask | null =>
  of.asks.find((each) => each.address === address) ?? null;

const withAsk = (of: Browser, next: Ask): Browser => ({
  ...of,
  asks: [next, ...of.asks.filter(({ address }) => address !== next.address)].slice(0, MOST_ASKS),
});

/** Whether it has ever signed in, as whomever. */
export const hasSignedIn = (of: Browser): boolean => of.asks.some(({ known }) => known);

export const isKnownTo = (of: Browser, address: string): boolean => askFor(of, address)?.known === true;

/** The browser once it has asked. Asking by the address opens what asking by a link had left closed. */
export const askedBy = (of: Browser, asked: Omit<Ask, 'known'>): Browser =>
  withAsk(of, { ...asked, known: isKnownTo(of, asked.address) });

/** The browser once it has signed in: from now on it has a share of its own. */
export function signedInBy(of: Browser, address: string): Browser {
  const asked = askFor(of, address);
  return asked === null ? of : withAsk(of, { ...asked, known: true });
}

type Mail = { readonly dueAt: number; readonly closesAt: number; readonly browserHash: string | null };

/**
 * The ask that a mail answers in this browser, or null: the link is not for it. A browser that asked while no further mail
 * was due shares the last one; that it asked by the address, and not by the link that it holds, is what it has to show.
 */
export function answeredBy(
  of: Browser,
  { hash, address, mail }: { readonly hash: string; readonly address: string; readonly mail: Mail },
): Ask | null {
  const asked = askFor(of, address);
  if (asked === null) return null;
  if (mail.browserHash !== null) return mail.browserHash === hash ? asked : null;
  const isInTime = asked.askedAt <= mail.closesAt && asked.askedAt > mail.dueAt - ASK_LASTS_MS;
  return isInTime && (asked.after === null || mail.dueAt > asked.after) ? asked : null;
}
