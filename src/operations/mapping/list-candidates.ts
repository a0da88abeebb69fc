import type { StripePort } from '../../adapters/stripe/port.ts';
import type { LastPayment } from '../../adapters/stripe/port-customers.ts';
import { selectCustomer } from '../../db/queries/customers.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import type { ProposedBy } from '../../domain/mapping/propose.ts';
import { candidatesOf } from '../../domain/mapping/propose.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { connectionOf } from './connection-of.ts';
import type { AtStripe } from './list-clients.ts';
import { alikeTo } from './propose-clients.ts';

/** A Stripe customer that a client may be mapped to, with what tells it from the others. */
export type CandidateView = AtStripe & {
  readonly reasons: readonly ProposedBy[];
  readonly createdAt: number;
  /** Null where Stripe did not say. */
  readonly methods: readonly MethodCard[] | null;
  /** Undefined where Stripe did not say, null where none of the newest succeeded. */
  readonly lastPayment: LastPayment | null | undefined;
};

export type Candidates = {
  readonly customerId: string;
  readonly name: string;
  readonly email: string | null;
  readonly candidates: readonly CandidateView[];
};

const MOST_SHOWN = 20;
const AT_ONCE = 4;

/**
 * Every customer of the account that a client may be, with what each has on file and when it paid last, asked of Stripe
 * now. Rejects with `not_found` or `not_connected`.
 */
export async function listCandidates(
  ctx: Context,
  { scope, customerId }: Scoped<{ readonly customerId: string }>,
): Promise<Outcome<Candidates>> {
  const connection = await connectionOf(ctx, scope);
  if (connection.kind !== 'done') return connection;
  const [found] = await selectCustomer(ctx.db, scope, customerId);
  if (found === undefined) return refused({ code: 'not_found', what: 'customer' });
  const { customer } = found;
  const alike = await alikeTo(ctx, connection.value.id, customer);
  const left = candidatesOf(customerId, alike).slice(0, MOST_SHOWN);
  const stripe = await ctx.stripe(connection.value.account);
  const shown = new Map<string, CandidateView>();
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { stripeCustomerId: id, reasons } = next;
      const row = alike.find(({ stripeCustomerId }) => stripeCustomerId === id);
      const { name = null, email = null, createdAt = 0 } = row ?? {};
      shown.set(id, { id, name, email, createdAt, reasons, ...(await lookAt(stripe, id)) });
    }
  };
  const order = left.map(({ stripeCustomerId }) => stripeCustomerId);
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done({
    customerId,
    name: customer.legalName,
    email: customer.billingEmails[0] ?? customer.email,
    candidates: order.flatMap((id) => shown.get(id) ?? []),
  });
}

async function lookAt(
  stripe: StripePort,
  id: string,
): Promise<Pick<CandidateView, 'methods' | 'lastPayment'>> {
  const [methods, last] = await Promise.all([stripe.listMethods(id), stripe.lastPaymentOf(id)]);
  return {
    methods: methods.kind === 'ok' ? methods.value.methods.map(({ card }) => card) : null,
    lastPayment: last.kind === 'ok' ? last.value : undefined,
  };
}
