import { z } from '@hono/zod-openapi';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import { beginSetup } from '../../../operations/methods/begin-setup.ts';
import { confirmMethod } from '../../../operations/methods/confirm-method.ts';
import { listMethods, type OnFile, type ShownMethod } from '../../../operations/methods/list-methods.ts';
import { removeMethod } from '../../../operations/methods/remove-method.ts';
import { setDefaultMethod } from '../../../operations/methods/set-default.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { byId } from '../schemas/lists.ts';
import { methodOfCustomer, paymentMethod, paymentMethodSetup, setupBody } from '../schemas/payment-method.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

const resource = ({
  card,
  verification,
  createdAt,
  paidAt,
  declinedAt,
  hasSteppedBack,
  kept,
  ...method
}: ShownMethod) => ({
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
  paidAt: paidAt === null ? null : instant(paidAt),
  declinedAt: declinedAt === null ? null : instant(declinedAt),
  hasSteppedBack,
  keptByLink:
    kept === null
      ? null
      : {
          paymentId: kept.paymentId,
          payerEmail: kept.payerEmail,
          standing: kept.standing,
          confirmedAt: kept.confirmedAt === null ? null : instant(kept.confirmedAt),
          refusedAt: kept.refusedAt === null ? null : instant(kept.refusedAt),
        },
  createdAt: instant(createdAt),
});

const listedMethods = ({ methods }: OnFile) => ({ data: methods.map(resource) });

const listed = z.strictObject({ data: z.array(paymentMethod).readonly() }).openapi('PaymentMethodList');

const list = endpoint(
  {
    method: 'get',
    path: '/customers/{id}/payment-methods',
    operationId: 'listPaymentMethods',
    tag: 'Customers',
    summary: 'List a customer’s payment methods, in the order in which they are charged',
    description:
      'Includes methods added through the portal, kept by a pay link, added in Stripe’s dashboard, or by your own use of Stripe’s SDK.',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: listed,
    refuses: ['not_found'],
  },
  async ({ ctx, caller, params }) =>
    mapDone(await listMethods(ctx, { ...caller.scope, customerId: params.id }), listedMethods),
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
    refuses: ['not_found', 'stripe_unavailable', 'stripe_refuses'],
  },
  async ({ ctx, caller, command: { seed }, params, body }) => {
    const setupId = `set_${seed}`;
    const begun = await beginSetup(ctx, {
      who: { ...caller.scope, customerId: params.id },
      setupId,
      kind: body.kind === 'card' ? 'card' : 'bank_instant',
      locale: 'en',
      returnUrl: body.returnUrl,
    });
    return mapDone(begun, ({ url, expiresAt }) => ({
      id: setupId,
      object: 'payment_method_setup' as const,
      url,
      expiresAt: instant(expiresAt),
    }));
  },
);

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
    const set = await setDefaultMethod(ctx, { who, methodId: params.methodId });
    return thenRead(set, async () => mapDone(await listMethods(ctx, who), listedMethods));
  },
);

const confirm = endpoint(
  {
    method: 'post',
    path: '/customers/{id}/payment-methods/{methodId}/confirm',
    operationId: 'confirmPaymentMethod',
    tag: 'Customers',
    summary: 'Confirm a payment method that a pay link kept',
    description: [
      'Somebody paid by link whose address is none of the customer’s, so what they paid with is not charged for later',
      'invoices. Confirm it when the customer has told you that it may be. Refused once its owner refused.',
    ].join(' '),
    params: methodOfCustomer,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: listed,
    refuses: ['not_found', 'invalid'],
  },
  async ({ ctx, caller, params }) => {
    const who = { ...caller.scope, customerId: params.id };
    const confirmed = await confirmMethod(ctx, { who, methodId: params.methodId, by: 'staff' });
    return thenRead(confirmed, async () => mapDone(await listMethods(ctx, who), listedMethods));
  },
);

const remove = endpoint(
  {
    method: 'delete',
    path: '/customers/{id}/payment-methods/{methodId}',
    operationId: 'removePaymentMethod',
    tag: 'Customers',
    summary: 'Remove a payment method',
    description:
      'It is also detached at Stripe, and the customer is notified by email. Refused while a payment with it is in progress.',
    params: methodOfCustomer,
    query: NOTHING,
    body: NOTHING,
    answer: z.strictObject({
      id: z.string(),
      object: z.literal('payment_method'),
      deleted: z.literal(true),
    }),
    refuses: ['not_found', 'payment_in_progress', 'stripe_refuses', 'stripe_unavailable'],
  },
  async ({ ctx, caller, params }) => {
    const who = { ...caller.scope, customerId: params.id };
    const removed = await removeMethod(ctx, { who, methodId: params.methodId, confirmed: true });
    return mapDone(removed, ({ methodId: id }) => ({
      id,
      object: 'payment_method' as const,
      deleted: true as const,
    }));
  },
);

export const paymentMethodEndpoints = [list, setUp, makeDefault, confirm, remove];
