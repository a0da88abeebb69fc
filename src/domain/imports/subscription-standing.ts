import { STRIPE_COLUMNS as AT, type SubscriptionCells } from './subscription-columns.ts';

type Standing =
  /** It is not renewed: nothing is taken over. */
  | { readonly kind: 'over'; readonly remark: string }
  | { readonly kind: 'goes_on'; readonly remarks: readonly string[] };

const dayIn = (text: string): string => text.slice(0, 10);

/** Whether a subscription goes on at Stripe, by its status there and whether it was canceled; null where that says nothing. */
export function readStanding(
  cells: SubscriptionCells,
  wrong: (column: string, message: string) => null,
): Standing | null {
  const status = cells[AT.status]?.toLowerCase() ?? '';
  const over = (remark: string): Standing => ({ kind: 'over', remark });
  const goesOn = (...remarks: readonly string[]): Standing => ({ kind: 'goes_on', remarks });
  const ended = cells[AT.endedAt];
  if (ended !== undefined) return over(`It ended at Stripe on ${dayIn(ended)}: nothing is taken over.`);
  const canceled = cells[AT.canceledAt];
  switch (status) {
    case 'canceled':
    case 'incomplete':
    case 'incomplete_expired':
      return over(`It is ${status.replace('_', ' and ')} at Stripe: nothing is taken over.`);
    case 'active':
    case 'trialing':
    case 'past_due':
    case 'unpaid':
    case 'paused':
      break;
    default:
      return wrong(AT.status, 'Give the status that Stripe has, such as active, trialing or past_due.');
  }
  if (canceled !== undefined) {
    const until = dayIn(cells[AT.periodEnd] ?? canceled);
    return over(`It was canceled at Stripe and ends on ${until}: nothing is taken over.`);
  }
  switch (status) {
    case 'active':
      return goesOn();
    case 'trialing':
      return goesOn('It is in its trial at Stripe, and is invoiced first when that ends.');
    case 'paused':
      return goesOn('It is paused at Stripe.');
    case 'past_due':
    case 'unpaid':
      return goesOn('Stripe’s last invoice of it is not paid, and stays at Stripe.');
  }
}
