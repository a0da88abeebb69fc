/** Why Stripe does not have a customer that ours is linked to. */
export const LOST = ['deleted', 'missing', 'other_mode'] as const;
export type Lost = (typeof LOST)[number];

/**
 * Stripe's refusal to show a customer → why it is not there; null where it says nothing of that. It says so itself: "a
 * similar object exists in live mode, but a test mode key was used".
 */
export function lostBy(refusal: { readonly code: string; readonly message: string }): Lost | null {
  if (refusal.code !== 'resource_missing') return null;
  return /exists in (?:live|test) mode/.test(refusal.message) ? 'other_mode' : 'missing';
}
