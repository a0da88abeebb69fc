/** What a payment came by: a link, the portal, staff, or by itself. */
export const VIAS = ['link', 'portal', 'staff', 'autopay'] as const;
export type Via = (typeof VIAS)[number];

/** A page at Stripe is a payer's; a method on file is charged whoever asks. */
const OF: Readonly<Record<'session' | 'intent', readonly Via[]>> = {
  session: ['link', 'portal'],
  intent: VIAS,
};

/**
 * What a payment that was lost here came by, as its metadata says. Without a word there, or with one that cannot be, it is
 * taken for what is asked least of: several at once are only paid in the portal.
 */
export function viaOf(said: unknown, flow: 'session' | 'intent', invoices: number): Via {
  const known = OF[flow].find((via) => via === said);
  if (known !== undefined) return known;
  if (invoices > 1) return 'portal';
  return flow === 'session' ? 'link' : 'autopay';
}
