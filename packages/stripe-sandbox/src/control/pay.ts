import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import type { Answers } from '../checkout/custom-fields.ts';
import type { Entry } from '../checkout/entry.ts';
import { type Paid, pay } from '../checkout/pay.ts';
import { noSuchObject } from '../core/api-error.ts';
import { type JsonObject, toJson } from '../core/json.ts';
import { find, type Kernel, type Scope, scopeFor } from '../core/scope.ts';
import { successUrl } from '../pages/checkout-page.ts';
import { finishAuthentication } from '../payments/authenticate.ts';
import { finishSetupAuthentication } from '../setups/authenticate.ts';

const CARD = { number: '4242424242424242', expiry: '12 / 40', cvc: '123', name: 'Test Payer' };
const BANK = { holder: 'Test Payer', routing: '110000000', account: '000123456789' };

/** The payer's input; omitted fields default to values that succeed. */
export const payment = z.strictObject({
  card: z
    .union([
      z.string().transform((number) => ({ number })),
      z.strictObject({
        number: z.string().optional(),
        expiry: z.string().optional(),
        cvc: z.string().optional(),
        name: z.string().optional(),
      }),
    ])
    .optional(),
  bank: z
    .union([
      z.string().transform((account) => ({ account })),
      z.strictObject({
        holder: z.string().optional(),
        routing: z.string().optional(),
        account: z.string().optional(),
      }),
    ])
    .optional(),
  /** The id of a saved method that the session offers. */
  saved: z.string().optional(),
  /** Agrees to save the method, where the session asks. */
  keep: z.boolean().optional(),
  /** Has a bank account verified by micro-deposits. */
  microdeposits: z.boolean().optional(),
  email: z.string().default('payer@example.com'),
  /** What is entered in custom fields, by key; a required text that is left out is answered with the email. */
  fields: z.record(z.string(), z.string()).default({}),
  /** Goes through 3-D Secure, or fails it, at once; without it the payment waits for the page. */
  authenticate: z.enum(['complete', 'fail']).optional(),
});

/** Pays a session with the hosted page's own code. 402 for a decline, 400 for an invalid field. */
export function payFromControl(
  kernel: Kernel,
  sessionId: string,
  input: z.output<typeof payment>,
): { status: ContentfulStatusCode; body: JsonObject } {
  const owner = kernel.store.get('checkout.session', sessionId)?.account ?? kernel.platform;
  const scope = scopeFor(kernel, owner);
  const entry: Entry = input.bank
    ? { ...BANK, ...given(input.bank), method: 'us_bank_account' }
    : { ...CARD, ...given(input.card ?? {}), method: 'card' };
  const { saved = null, keep = false, microdeposits: byMicrodeposits = false, email } = input;
  const answers = { ...defaultAnswers(scope, sessionId, email), ...input.fields };
  const paid = pay(scope, sessionId, { entry, saved, keep, byMicrodeposits, answers, email, attempt: null });
  if (!paid) throw noSuchObject('checkout.session', sessionId);
  if (paid.kind === 'authenticate' && input.authenticate !== undefined) {
    const passed = input.authenticate === 'complete';
    const error = kernel.store.transaction(() => authenticate(scope, paid.intentId, passed));
    const session = find(scope, 'checkout.session', sessionId) ?? paid.session;
    if (error === null) return answer({ kind: 'paid', session });
    const { code = '', message = '', decline_code: declineCode = null } = error;
    return answer({ kind: 'declined', session, message, code, declineCode });
  }
  return answer(paid);
}

function defaultAnswers(scope: Scope, sessionId: string, email: string): Answers {
  const session = find(scope, 'checkout.session', sessionId);
  const required = (session?.custom_fields ?? []).filter(({ optional, text }) => !optional && text);
  return Object.fromEntries(required.map(({ key }) => [key, session?.customer_details?.email ?? email]));
}

/** Goes through 3-D Secure, or fails it; returns what went wrong. */
function authenticate(scope: Scope, intentId: string, passed: boolean) {
  if (intentId.startsWith('seti_')) {
    return finishSetupAuthentication(scope, intentId, passed).last_setup_error;
  }
  return finishAuthentication(scope, intentId, passed).last_payment_error;
}

function answer(paid: Paid): { status: ContentfulStatusCode; body: JsonObject } {
  const { session, ...rest } = paid;
  const redirect = paid.kind === 'paid' ? successUrl(session) : null;
  const status = { paid: 200, authenticate: 200, declined: 402, invalid: 400, closed: 409 } as const;
  return { status: status[paid.kind], body: toJson({ ...rest, redirectTo: redirect, session }) };
}

function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return JSON.parse(JSON.stringify(fields));
}
