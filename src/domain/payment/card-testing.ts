import type { Via } from './via.ts';

/** Whose declines are counted: those on an invoice's link, a customer's, and all on the links of a business. */
export const BLOCK_SUBJECTS = ['link', 'customer', 'business'] as const;
export type BlockSubject = (typeof BLOCK_SUBJECTS)[number];

type Limit = { readonly declines: number; readonly withinMs: number; readonly lastsMs: number };

const HOUR_MS = 3_600_000;

/**
 * How many refused cards are taken for card testing, and for how long no further one is taken. A payer with three cards
 * who mistypes each three times stays below ten, which is also as often as Mastercard lets one card be tried in a day. A
 * customer with several invoices may do so twice. A business sees fifty refused cards in an hour only when it is busy,
 * and then most cards are good: see {@link isTesting}.
 */
export const LIMITS: Readonly<Record<BlockSubject, Limit>> = {
  link: { declines: 10, withinMs: 24 * HOUR_MS, lastsMs: 24 * HOUR_MS },
  customer: { declines: 20, withinMs: 24 * HOUR_MS, lastsMs: 24 * HOUR_MS },
  business: { declines: 50, withinMs: HOUR_MS, lastsMs: HOUR_MS },
};

export type PassLimits = {
  readonly lastsMs: number;
  /** So many refused cards end a pass. */
  readonly declines: number;
  /** So many passes has a link in a time. */
  readonly passes: number;
  readonly perMs: number;
};

/**
 * What a payer who passes a check may still do on a link that takes no more cards: three cards within the hour, three times a
 * day. Nine more are nothing to whoever has thousands to test, and enough for whoever mistypes.
 */
export const PASS: PassLimits = { lastsMs: HOUR_MS, declines: 3, passes: 3, perMs: 24 * HOUR_MS };

/** A row that is older counts for nothing any more. */
export const DECLINES_COUNT_FOR_MS = Math.max(...BLOCK_SUBJECTS.map((subject) => LIMITS[subject].withinMs));

export type DeclineCounts = Readonly<Record<BlockSubject, number>> & {
  /** Payments on Stripe's page that succeeded within the hour of the business. */
  readonly successes: number;
};

/**
 * Whether so many cards were refused that somebody is testing them. A success does not excuse a business, but where more
 * cards are taken than refused, it is its customers who pay.
 */
export function isTesting(subject: BlockSubject, counts: DeclineCounts): boolean {
  if (counts[subject] < LIMITS[subject].declines) return false;
  return subject !== 'business' || counts.business > counts.successes;
}

/** Where a block stands: over by itself, or released by staff before. */
export type BlockStanding = {
  readonly subject: BlockSubject;
  readonly until: number;
  readonly releasedAt: number | null;
  /** Until when the link in question takes cards all the same, by a check that its payer passed. */
  readonly passedUntil: number | null;
};

export const isBlocking = (
  { until, releasedAt }: Pick<BlockStanding, 'until' | 'releasedAt'>,
  now: number,
): boolean => releasedAt === null && now < until;

/**
 * Whether a person may pay through an entrance. Only a customer's own count closes their portal: they are signed in, and
 * a stranger with the link is not. A link is open to whoever passed its check, for a time.
 */
export const isEntranceBlocked = (via: Via, blocks: readonly BlockStanding[], now: number): boolean =>
  (via === 'link' || via === 'portal') &&
  blocks.some(
    (block) =>
      isBlocking(block, now) &&
      (via === 'link' ? now >= (block.passedUntil ?? 0) : block.subject === 'customer'),
  );
