import { env } from 'cloudflare:test';
import type { CustomerFound } from '../../../src/adapters/stripe/port-customers.ts';
import type { StripeResult } from '../../../src/adapters/stripe/port-result.ts';
import { createDeps } from '../../../src/deps.ts';
import type { Context } from '../../../src/operations/core/context.ts';

const NOTHING = { name: null, email: null, phone: null, address: null };
const THERE: StripeResult<CustomerFound> = {
  kind: 'ok',
  value: { kind: 'there', shared: NOTHING, metadata: {} },
};

/** A Stripe that has every customer that is named to it, but for those that the test answers for. */
export const stripeWithCustomers =
  (answers: Readonly<Record<string, StripeResult<CustomerFound>>> = {}): Context['stripe'] =>
  async (account) => {
    const { ctx } = await createDeps(env);
    return { ...(await ctx.stripe(account)), retrieveCustomer: async (id) => answers[id] ?? THERE };
  };

/** Stripe's words for a customer that it does not have. */
export const noSuchCustomer = (message: string): StripeResult<CustomerFound> => ({
  kind: 'refused',
  status: 404,
  code: 'resource_missing',
  param: 'id',
  message,
});
