/** Where an object stands in Stripe's dashboard: of the account `self`, that of whoever looks. */
export function stripeAddress(account: string, isTest: boolean, stripeId: string): string {
  const of = account === 'self' ? '' : `${account}/`;
  return `https://dashboard.stripe.com/${of}${isTest ? 'test/' : ''}${placeOf(stripeId)}`;
}

function placeOf(stripeId: string): string {
  const id = encodeURIComponent(stripeId);
  if (/^(?:dp|du)_/.test(stripeId)) return `disputes/${id}`;
  if (stripeId.startsWith('evt_')) return `events/${id}`;
  if (stripeId.startsWith('po_')) return `payouts/${id}`;
  if (stripeId.startsWith('cus_')) return `customers/${id}`;
  return `payments/${id}`;
}
