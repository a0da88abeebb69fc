import { z } from '@hono/zod-openapi';
import { done, refused, STRIPE_UNAVAILABLE, type Undone } from '../../../domain/outcome.ts';
import type { FieldProblem } from '../../../domain/rejection.ts';
import { beginSetup } from '../../../operations/methods/begin-setup.ts';
import type { SetupRefusal } from '../../../operations/methods/claim-setup.ts';
import { listMethods, type ShownMethod } from '../../../operations/methods/list-methods.ts';
import { removeMethod } from '../../../operations/methods/remove-method.ts';
import { setDefaultMethod } from '../../../operations/methods/set-default.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { byId } from '../schemas/lists.ts';
import { methodOfCustomer, paymentMethod, paymentMethodSetup, setupBody } from '../schemas/payment-method.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

const resource = ({ card, verification, createdAt, ...method }: ShownMethod) => ({
  ...method,
  object: 'payment_method' as const,
  method: card,
  verification:
    verification === null
      ? null
      : {
          proof: verification.proof,
          arrivesAt: instant(verification.arrivesAt),
          verifyBy: instant(verification.verifyBy),
          triesLeft: verification.triesLeft,
        },
  createdAt: instant(createdAt),
});

const listed = z.strictObject({ data: z.array(paymentMethod).readonly() }).openapi('PaymentMethodList');

const list = endpoint(
  {
    method: 'get',
    path: '/customers/{id}/payment-methods',
    operationId: 'listPaymentMethods',
    tag: 'Customers',
    summary: 'List what a customer has on file, in the order in which it is charged',
    description:
      'However it came there: through the portal, at a checkout, in Stripe’s dashboard, or by your own use of Stripe’s SDK on the Stripe customer.',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: listed,
    refuses: ['not_found'],
  },
  async ({ ctx, caller, params }) => {
    const found = await listMethods(ctx, { ...caller.scope, customerId: params.id });
    return found.kind === 'done' ? done({ data: found.value.methods.map(resource) }) : found;
  },
);

const setUp = endpoint(
  {
    method: 'post',
    path: '/customers/{id}/payment-method-setups',
    operationId: 'createPaymentMethodSetup',
    tag: 'Customers',
    summary: 'Begin to put a card or a US bank account on file for a customer',
    description:
      'Answers with a page of Stripe on which the card is entered, or the bank account is verified at once. Open it together with the customer: they permit the charges there. Nothing is charged. The method is listed within a minute after that.',
    params: byId,
    query: NOTHING,
    body: setupBody,
    status: 201,
    answer: paymentMethodSetup,
    refuses: ['not_found', 'stripe_unavailable'],
  },
  async ({ ctx, caller, command: { seed }, params, body }) => {
    const setupId = `set_${seed}`;
    const kind = body.kind === 'card' ? 'card' : 'bank_instant';
    const who = { ...caller.scope, customerId: params.id };
    const ask = { setupId, kind, locale: 'en', returnUrl: body.returnUrl } as const;
    const begun = await beginSetup(ctx, who, ask);
    switch (begun.kind) {
      case 'checkout': {
        const { url, expiresAt } = begun;
        const object = 'payment_method_setup' as const;
        return done({ id: setupId, object, url, expiresAt: instant(expiresAt) });
      }
      case 'over':
        return invalid({ path: '', message: 'This set-up is over. Begin another one.' });
      case 'refused':
        return refusalOf(begun.reason);
    }
  },
);

const invalid = (...problems: readonly FieldProblem[]): Undone => refused({ code: 'invalid', problems });

function refusalOf(reason: SetupRefusal): Undone {
  switch (reason) {
    case 'not_found':
      return refused({ code: 'not_found', what: 'customer' });
    case 'stripe_unavailable':
      return STRIPE_UNAVAILABLE;
    case 'not_connected':
      return invalid({ path: '', message: 'There is no active Stripe connection in this mode.' });
    case 'too_many_setups':
      return invalid({
        path: '',
        message: 'Too many payment methods were tried for this customer today. Try again tomorrow.',
      });
  }
}

const makeDefault = endpoint(
  {
    method: 'post',
    path: '/customers/{id}/payment-methods/{methodId}/default',
    operationId: 'makeDefaultPaymentMethod',
    tag: 'Customers',
    summary: 'Charge a payment method first',
    params: methodOfCustomer,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: listed,
    refuses: ['not_found', 'invalid'],
  },
  async ({ ctx, caller, params }) => {
    const who = { ...caller.scope, customerId: params.id };
    const set = await setDefaultMethod(ctx, who, params.methodId);
    if (set === 'not_found') return refused({ code: 'not_found', what: 'payment method' });
    if (set === 'not_usable') {
      return invalid({ path: 'methodId', message: 'This payment method cannot be charged now.' });
    }
    const found = await listMethods(ctx, who);
    return found.kind === 'done' ? done({ data: found.value.methods.map(resource) }) : found;
  },
);

const remove = endpoint(
  {
    method: 'delete',
    path: '/customers/{id}/payment-methods/{methodId}',
    operationId: 'removePaymentMethod',
    tag: 'Customers',
    summary: 'Take a payment method off file',
    description:
      'It is detached at Stripe as well, and the customer is told by mail. Refused while a payment with it is under way.',
    params: methodOfCustomer,
    query: NOTHING,
    body: NOTHING,
    answer: z.strictObject({
      id: z.string(),
      object: z.literal('payment_method'),
      deleted: z.literal(true),
    }),
    refuses: ['not_found', 'payment_in_progress', 'stripe_unavailable'],
  },
  async ({ ctx, caller, params }) => {
    const who = { ...caller.scope, customerId: params.id };
    const removed = await removeMethod(ctx, who, { methodId: params.methodId, confirmed: true });
    switch (removed.kind) {
      case 'removed': {
        const id = params.methodId;
        return done({ id, object: 'payment_method' as const, deleted: true as const });
      }
      case 'in_use':
        return refused({ code: 'payment_in_progress' });
      case 'not_found':
        return refused({ code: 'not_found', what: 'payment method' });
      case 'last_of_autopay':
      case 'stripe_unavailable':
        return STRIPE_UNAVAILABLE;
    }
  },
);

export const paymentMethodEndpoints = [list, setUp, makeDefault, remove];
