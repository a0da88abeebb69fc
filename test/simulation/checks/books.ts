import { DEPLOYMENT } from '../world/context.ts';
import type { World } from '../world/world.ts';
import { rowsOf } from './rows.ts';

/** Money at Stripe that names one of our payments. Amounts in Stripe's units. */
export type Charged = {
  readonly account: string;
  readonly intentId: string;
  readonly paymentId: string;
  /** What it is for, and how much of it: several invoices may be paid at once. */
  readonly targets: readonly { readonly invoiceId: string; readonly amount: number }[];
  readonly status: string;
  readonly amount: number;
  readonly received: number;
  readonly currency: string;
  /** Given back, or taken back by a bank. */
  readonly back: number;
  readonly createdAt: number;
  /** When it was confirmed, ms; null where it never was. */
  readonly chargedAt: number | null;
};

/** Reads the sandbox's side of the books. */
export function readBooks(world: World): Charged[] {
  const { books } = world;
  const targets = Map.groupBy(
    rowsOf(world, 'SELECT payment_id, invoice_id, amount FROM payment_targets').map((row) => ({
      paymentId: row.text('payment_id'),
      invoiceId: row.text('invoice_id'),
      amount: row.number('amount'),
    })),
    ({ paymentId }) => paymentId,
  );
  const accounts = new Set(world.merchants.map(({ account }) => world.accountAtStripe(account)));
  return [...accounts].flatMap((account) => {
    const back = givenBack(world, account);
    const charged: Charged[] = [];
    for (const { value: intent } of books.scan('payment_intent', account, { order: 'oldest' })) {
      const paymentId = intent.metadata.quittance_payment;
      // Another deployment's, or one's that was given our name.
      const isNamesakes = !world.merchants.some(({ id }) => id === intent.metadata.quittance_merchant);
      const isOurs = intent.metadata.quittance_deployment === DEPLOYMENT && !isNamesakes;
      if (paymentId === undefined || !isOurs) continue;
      charged.push({
        account,
        intentId: intent.id,
        paymentId,
        targets: targets.get(paymentId) ?? targetsIn(intent.metadata, intent.amount),
        status: intent.status,
        amount: intent.amount,
        received: intent.amount_received,
        currency: intent.currency.toUpperCase(),
        back: back.get(intent.id) ?? 0,
        createdAt: intent.created * 1000,
        chargedAt: world.events.chargedAt.get(intent.id) ?? null,
      });
    }
    return charged;
  });
}

/** The invoices that Stripe's object itself names, one or several with their shares. */
function targetsIn(metadata: Readonly<Record<string, string>>, amount: number): Charged['targets'] {
  const shares = Object.entries(metadata).flatMap(([key, value]) => {
    const [invoiceId = '', , share] = /^quittance_invoice_\d+$/.test(key) ? value.split(':') : [];
    return share === undefined ? [] : [{ invoiceId, amount: Number(share) }];
  });
  return shares.length > 0 ? shares : [{ invoiceId: metadata.quittance_invoice ?? '', amount }];
}

type Disputed = {
  readonly status: string;
  readonly balance_transactions: readonly { readonly amount: number }[];
};

/** Whether a lost dispute has its money, by what moved it: an appeal may give it back before it is decided. */
export const isTaken = ({ status, balance_transactions: moves }: Disputed): boolean =>
  (status === 'lost' || status.startsWith('appeal')) &&
  moves.reduce((sum, { amount }) => sum + amount, 0) < 0;

/** Refunds that were made and disputes that were lost, by PaymentIntent. */
function givenBack(world: World, account: string): Map<string, number> {
  const back = new Map<string, number>();
  const add = (intent: unknown, amount: number): void => {
    if (typeof intent === 'string') back.set(intent, (back.get(intent) ?? 0) + amount);
  };
  for (const { value } of world.books.scan('refund', account, { order: 'oldest' })) {
    if (value.status === 'succeeded' || value.status === 'pending') add(value.payment_intent, value.amount);
  }
  for (const { value } of world.books.scan('dispute', account, { order: 'oldest' })) {
    if (isTaken(value)) add(value.payment_intent, value.amount);
  }
  return back;
}
