import Stripe from 'stripe';
import type { StripeResult } from './port-result.ts';

/** A list that was not read to its end. */
export class ListTooLong extends Error {}

/**
 * Sends one request and classifies the result. Only a definite refusal proves that nothing was done:
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

/** The most objects that are read of one list. */
export const LIST_LIMIT = 1000;

/** Reads a list of up to `most` objects; throws {@link ListTooLong} beyond that. */
export async function* upTo<T>(most: number, items: AsyncIterable<T>): AsyncGenerator<T> {
  let seen = 0;
  for await (const item of items) {
    // Callers conclude that an object does not exist, which a truncated list could not prove.
    if (seen >= most) throw new ListTooLong();
    seen += 1;
    yield item;
  }
}
