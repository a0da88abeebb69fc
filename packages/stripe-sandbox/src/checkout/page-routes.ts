import { z } from 'zod';
import { id, integer } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { invalidRequest, noSuchObject, undocumentedState } from '../core/api-error.ts';
import { idOf, toJson } from '../core/json.ts';
import { find, type Scope } from '../core/scope.ts';
import { cardError } from '../payments/attach.ts';
import { resolvePaymentMethod } from '../payments/payment-method.ts';
import { attempt } from './attempt.ts';

/**
 * The undocumented API behind Stripe's hosted page. The official CLI's triggers pay sessions through it, and it
 * returns only what they read.
 */
export const pageRoutes: Route[] = [
  route('GET', '/v1/payment_pages/:id', z.strictObject({}), (scope, _params, id) => {
    const session = sessionOf(scope, id);
    return {
      id: `ppage_${session.id.slice(-24)}`,
      object: 'payment_page',
      amount_total: session.amount_total,
      currency: session.currency,
      livemode: false,
      mode: session.mode,
      payment_status: session.payment_status,
      session_id: session.id,
      status: session.status,
    };
  }),
  route(
    'POST',
    '/v1/payment_pages/:id/confirm',
    z.strictObject({ expected_amount: integer.optional(), payment_method: id }),
    (scope, params, id) => {
      const session = sessionOf(scope, id);
      if (session.status !== 'open') {
        throw undocumentedState('checkout_session_not_open', 'This Checkout Session is not open any more.');
      }
      if (params.expected_amount !== undefined && params.expected_amount !== session.amount_total) {
        throw invalidRequest('The expected amount is not the amount of this Checkout Session.', {
          code: 'checkout_amount_mismatch',
          param: 'expected_amount',
        });
      }
      const method = resolvePaymentMethod(scope, params.payment_method, 'payment_method');
      const { name, email } = method.billing_details;
      const result = attempt(scope, session, {
        method,
        name,
        email: session.customer_details?.email ?? email ?? 'payer@example.com',
        token: null,
        keep: false,
        byMicrodeposits: false,
      });
      if (result.kind === 'declined') throw declined(scope, result);
      return result.session;
    },
  ),
];

function sessionOf(scope: Scope, id: string) {
  const session = find(scope, 'checkout.session', id);
  if (!session) throw noSuchObject('checkout.session', id);
  return session;
}

function declined(scope: Scope, result: Extract<ReturnType<typeof attempt>, { kind: 'declined' }>) {
  const intent = find(scope, 'payment_intent', idOf(result.session.payment_intent) ?? '');
  const extra = intent ? { payment_intent: toJson(intent) } : {};
  return cardError(result.decline, { keepsChanges: true, extra });
}
