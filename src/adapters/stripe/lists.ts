import type Stripe from 'stripe';
import { fromStripeAmount, isPresented } from './amounts.ts';
import { callStripe } from './call.ts';
import { EVENT_LISTS, nextPlace, readPlace } from './event-lists.ts';
import type {
  BalanceHeld,
  ListedEvent,
  ListedPayment,
  ListedTransaction,
  ListsPort,
  Page,
} from './port-lists.ts';

/** As many as Stripe gives at once. https://docs.stripe.com/api/pagination */
const PAGE = 100;

/** Stripe's lists for one connection, read a page at a time so that a reader can stop and resume. */
export function listsOf(stripe: Stripe, onBehalf: Stripe.RequestOptions): ListsPort {
  const from = (createdSinceMs: number, after: string | null) => ({
    limit: PAGE,
    created: { gte: Math.floor(createdSinceMs / 1000) },
    ...(after !== null && { starting_after: after }),
  });
  return {
    listEvents: (createdSinceMs, after) => {
      const place = readPlace(after);
      const types = [...(EVENT_LISTS[place.list] ?? [])];
      return callStripe(async () => {
        const listed = await stripe.events.list({ ...from(createdSinceMs, place.after), types }, onBehalf);
        const page = pageOf(listed, readListedEvent);
        return { ...page, next: nextPlace(place.list, page.next) };
      });
    },
    listBalanceTransactions: (createdSinceMs, after) =>
      callStripe(async () =>
        pageOf(
          await stripe.balanceTransactions.list(
            { ...from(createdSinceMs, after), expand: ['data.source'] },
            onBehalf,
          ),
          readTransaction,
        ),
      ),
    retrieveBalance: () => callStripe(async () => readBalance(await stripe.balance.retrieve({}, onBehalf))),
    listSessions: (createdSinceMs, after) =>
      callStripe(async () =>
        pageOf(await stripe.checkout.sessions.list(from(createdSinceMs, after), onBehalf), readListedSession),
      ),
    listIntents: (createdSinceMs, after) =>
      callStripe(async () =>
        pageOf(await stripe.paymentIntents.list(from(createdSinceMs, after), onBehalf), readListedIntent),
      ),
    findListed: (stripeId) =>
      callStripe(async () => {
        if (stripeId.startsWith('cs_'))
          return [readListedSession(await stripe.checkout.sessions.retrieve(stripeId, {}, onBehalf))];
        const owners = await stripe.checkout.sessions.list({ payment_intent: stripeId }, onBehalf);
        const intent = await stripe.paymentIntents.retrieve(stripeId, {}, onBehalf);
        return [...owners.data.map(readListedSession), readListedIntent(intent)];
      }),
  };
}

function pageOf<T extends { readonly id: string }, R>(
  list: Stripe.ApiList<T>,
  read: (item: T) => R,
): Page<R> {
  return { items: list.data.map(read), next: list.has_more ? (list.data.at(-1)?.id ?? null) : null };
}

const readListedEvent = (event: Stripe.Event): ListedEvent => ({
  id: event.id,
  type: event.type,
  apiVersion: event.api_version,
  livemode: event.livemode,
  createdAt: event.created * 1000,
  body: JSON.stringify(event),
});

const readTransaction = (transaction: Stripe.BalanceTransaction): ListedTransaction => ({
  stripeId: transaction.id,
  type: transaction.type,
  reportingCategory: transaction.reporting_category,
  balanceType: transaction.balance_type,
  source: nameOf(transaction.source),
  ...aboutOf(transaction.source),
  currency: transaction.currency.toUpperCase(),
  amount: transaction.amount,
  fee: transaction.fee,
  net: transaction.net,
  exchangeRate: transaction.exchange_rate,
  createdAt: transaction.created * 1000,
  availableAt: transaction.available_on * 1000,
});

type About = Pick<ListedTransaction, 'chargeId' | 'intentId' | 'deploymentId' | 'merchantId'>;

/** Only a charge, a refund and a dispute name their payment. */
function aboutOf(source: Stripe.BalanceTransaction['source']): About {
  const nothing: About = { chargeId: null, intentId: null, deploymentId: null, merchantId: null };
  if (source === null || typeof source === 'string') return nothing;
  if (source.object === 'charge') {
    return {
      chargeId: source.id,
      intentId: nameOf(source.payment_intent),
      ...namedIn(source.metadata),
    };
  }
  if (source.object === 'refund' || source.object === 'dispute') {
    return {
      chargeId: nameOf(source.charge),
      intentId: nameOf(source.payment_intent),
      ...namedIn(source.metadata),
    };
  }
  return nothing;
}

const namedIn = (metadata: Stripe.Metadata | null) => ({
  deploymentId: metadata?.quittance_deployment ?? null,
  merchantId: metadata?.quittance_merchant ?? null,
});

function readBalance(balance: Stripe.Balance): readonly BalanceHeld[] {
  const held = new Map<string, number>();
  for (const { currency, amount } of [...balance.available, ...balance.pending]) {
    const code = currency.toUpperCase();
    held.set(code, (held.get(code) ?? 0) + amount);
  }
  return [...held].map(([currency, amount]) => ({ currency, amount }));
}

const readListedSession = (session: Stripe.Checkout.Session): ListedPayment => ({
  kind: 'session',
  id: session.id,
  intentId: nameOf(session.payment_intent),
  stripeCustomerId: nameOf(session.customer),
  ...money(session.currency, session.amount_total),
  isOver: session.status === 'expired',
  isSetup: session.mode === 'setup',
  metadata: session.metadata ?? {},
  createdAt: session.created * 1000,
});

const readListedIntent = (intent: Stripe.PaymentIntent): ListedPayment => ({
  kind: 'intent',
  id: intent.id,
  intentId: intent.id,
  stripeCustomerId: nameOf(intent.customer),
  ...money(intent.currency, intent.amount),
  isOver: intent.status === 'canceled',
  isSetup: false,
  metadata: intent.metadata,
  createdAt: intent.created * 1000,
});

/** A foreign object may be in a currency that we do not support. */
function money(currency: string | null, amount: number | null): Pick<ListedPayment, 'currency' | 'amount'> {
  if (currency === null || amount === null || !isPresented(currency)) return { currency: null, amount: null };
  const code = currency.toUpperCase();
  return { currency: code, amount: fromStripeAmount(code, amount) };
}

const nameOf = (object: string | { readonly id: string } | null): string | null =>
  typeof object === 'string' ? object : (object?.id ?? null);
