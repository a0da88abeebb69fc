import type { StripeResult } from '../../../src/adapters/stripe/port-result.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { sweepDue } from '../../../src/operations/collection/sweep-due.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { sweepPayments, sweepVerbs } from '../../../src/operations/watch/sweep.ts';
import { sweepWork } from '../../../src/operations/watch/sweep-work.ts';
import { withStripe } from './guards.ts';
import { stripeCustomerOf } from './methods.ts';
import type { Shop } from './shop.ts';
import { askStripe } from './stripe.ts';

/** The calls at which a charge can be cut off. */
export type Call = 'createIntent' | 'confirmIntent' | 'retrieveIntent' | 'cancelIntent' | 'findIntent';

/** Where a worker dies at a call: `before` it is sent, or `after` Stripe has executed it, with the answer lost. */
export type Cut = { readonly call: Call; readonly when: 'before' | 'after' };

class WorkerDied extends Error {}

/** A worker that dies at one call of Stripe. */
export const dyingAt = (ctx: Context, { call, when }: Cut): Context =>
  hooked(ctx, call, async (send) => {
    if (when === 'after') await send();
    throw new WorkerDied();
  });

/** Waits until a worker has died, however it ended. */
export async function dies(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof WorkerDied) return;
    throw error;
  }
  throw new Error('the worker did not die');
}

type Instead = <T>(send: () => Promise<StripeResult<T>>, times: number) => Promise<StripeResult<T>>;

/** A context whose calls of this kind go through `instead`, which may send the call and decides the answer. */
export function hooked(ctx: Context, call: Call, instead: Instead): Context {
  let times = 0;
  const through = <T>(send: () => Promise<StripeResult<T>>): Promise<StripeResult<T>> => {
    times += 1;
    return instead(send, times);
  };
  return withStripe(ctx, (real) => {
    switch (call) {
      case 'createIntent':
        return { createIntent: (...of) => through(() => real.createIntent(...of)) };
      case 'confirmIntent':
        return { confirmIntent: (...of) => through(() => real.confirmIntent(...of)) };
      case 'retrieveIntent':
        return { retrieveIntent: (...of) => through(() => real.retrieveIntent(...of)) };
      case 'cancelIntent':
        return { cancelIntent: (...of) => through(() => real.cancelIntent(...of)) };
      case 'findIntent':
        return { findIntent: (...of) => through(() => real.findIntent(...of)) };
    }
  });
}

/** A context that gets this answer from Stripe the first times: the call was executed (`applied`), or never arrived. */
export const answering = (
  ctx: Context,
  call: Call,
  answer: StripeResult<never>,
  { first, applied }: { readonly first: number; readonly applied: boolean },
): Context =>
  hooked(ctx, call, async (send, times) => {
    if (times > first) return send();
    if (applied) await send();
    return answer;
  });

/** A context in which `meanwhile` happens at one call, before or after Stripe executes it. */
export const meanwhileAt = (ctx: Context, { call, when }: Cut, meanwhile: () => Promise<unknown>): Context =>
  hooked(ctx, call, async (send, times) => {
    if (when === 'before' && times === 1) await meanwhile();
    const answer = await send();
    if (when === 'after' && times === 1) await meanwhile();
    return answer;
  });

/** A context that skips its pauses and records their lengths. */
export function withoutPauses(ctx: Context): { readonly ctx: Context; readonly pauses: number[] } {
  const pauses: number[] = [];
  return { ctx: { ...ctx, pause: async (ms) => void pauses.push(ms) }, pauses };
}

/** The PaymentIntents that Stripe has for an invoice. */
export async function intentsFor(shop: Shop, customerId: string, invoiceId: string) {
  const stripeCustomer = await stripeCustomerOf(shop, customerId);
  const { data } = await askStripe('GET', `/v1/payment_intents?limit=100&customer=${stripeCustomer}`);
  if (!Array.isArray(data)) throw new Error('no list');
  const intents: readonly { id: string; status: string; metadata: Record<string, string> }[] = data;
  return intents.filter(({ metadata }) => metadata.quittance_invoice === invoiceId);
}

/** How many times Stripe took money for an invoice, and whether anything there may still do so. */
export async function moneyFor(shop: Shop, customerId: string, invoiceId: string) {
  const intents = await intentsFor(shop, customerId, invoiceId);
  const taken = intents.filter(({ status }) => status === 'succeeded').length;
  const open = intents.filter(({ status }) => status !== 'succeeded' && status !== 'canceled').length;
  return { taken, open };
}

const MINUTE_MS = 60_000;

/** Runs cron every four minutes for this many minutes, with everything it enqueues. */
export async function passTime(shop: Shop, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 4) {
    shop.advance(4 * MINUTE_MS);
    await readStripeEvents(shop.ctx);
    await Promise.all([sweepWork, sweepDue, sweepPayments, sweepVerbs].map((sweep) => sweep(shop.ctx)));
    await shop.work();
  }
}
