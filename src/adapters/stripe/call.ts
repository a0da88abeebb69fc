import Stripe from 'stripe';
import type { StripeResult } from './port-result.ts';

/** A list that was not read to its end. */
export class ListTooLong extends Error {}

/**
 * Sends one request and says what is known after it. Only a definite refusal proves that nothing was done:
 * a 4xx other than 409 (conflict), 429 (limit) and `idempotency_error`. A 500 is indeterminate.
 * https://docs.stripe.com/error-low-level#content-errors, #server-errors
 */
export async function callStripe<T>(send: () => Promise<T>): Promise<StripeResult<T>> {
  try {
    return { kind: 'ok', value: await send() };
  } catch (error) {
    if (error instanceof ListTooLong) return { kind: 'unknown', reason: 'the list is too long' };
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const status = error.statusCode ?? 0;
    const definite =
      status >= 400 &&
      status < 500 &&
      status !== 409 &&
      status !== 429 &&
      error.rawType !== 'idempotency_error';
    const code = error.code ?? error.rawType ?? error.type;
    if (!definite) return { kind: 'unknown', reason: `${status || 'no answer'} ${code}` };
    return { kind: 'refused', status, code, param: error.param ?? null, message: error.message };
  }
}

/** Lists are read to their end, but never beyond this many objects. */
export const LIST_LIMIT = 1000;

/** What a list holds, up to `most`; throws {@link ListTooLong} beyond that. */
export async function* upTo<T>(most: number, items: AsyncIterable<T>): AsyncGenerator<T> {
  let seen = 0;
  for await (const item of items) {
    // Absence is concluded from what was read: what was not read to its end says nothing.
    if (seen >= most) throw new ListTooLong();
    seen += 1;
    yield item;
  }
}
