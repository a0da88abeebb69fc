/** Why Stripe does not have a customer that ours is linked to. */
export const LOST = ['deleted', 'missing', 'other_mode'] as const;
export type Lost = (typeof LOST)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** After so long nobody expects it back: whoever links it again, or connects the account again, has it looked for. */
const GIVEN_UP_AFTER_MS = 90 * DAY_MS;

/**
 * When a customer that is lost since an instant is looked for again: soon at first, since a key of another account is
 * mended within minutes, then twice as long each time, daily in the end, and not any more after three months.
 */
export function nextLook(lostAt: number, now: number): number | null {
  const lostFor = Math.max(0, now - lostAt);
  if (lostFor >= GIVEN_UP_AFTER_MS) return null;
  return now + Math.min(Math.max(lostFor, 5 * MINUTE_MS), DAY_MS);
}

/**
 * Stripe's refusal to show a customer → why it is not there; null where it says nothing of that. It says so itself: "a
 * similar object exists in live mode, but a test mode key was used".
 */
export function lostBy(refusal: { readonly code: string; readonly message: string }): Lost | null {
  if (refusal.code !== 'resource_missing') return null;
  return /exists in (?:live|test) mode/.test(refusal.message) ? 'other_mode' : 'missing';
}
