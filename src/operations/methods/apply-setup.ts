import { and, eq } from 'drizzle-orm';
import type { Committed } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { paymentMethods } from '../../db/schema/index.ts';
import { DEPOSIT_DAYS } from '../../domain/methods/deposits.ts';
import { depositsEnd, type SetupFacts, type SetupSessionFacts } from '../../domain/methods/setup.ts';
import { type Context, newId } from '../core/context.ts';
import { customerMessageRows, NO_MESSAGES, recipientsOf } from '../core/queue-message.ts';
import { changeSetup, type SetupSnapshot } from './change-setup.ts';
import { replaceMethod } from './replace-method.ts';
import { DAY_MS, DEPOSITS_POLL_EVERY_MS } from './timing.ts';

/** Stripe's objects → the columns of a set-up. */
export const setupColumns = (session: SetupSessionFacts | null, intent: SetupFacts | null) => ({
  ...(session !== null && { stripeSessionId: session.sessionId }),
  ...(intent !== null && { stripeSetupIntentId: intent.setupIntentId }),
  ...(intent !== null &&
    intent.stripePaymentMethodId !== null && {
      stripePaymentMethodId: intent.stripePaymentMethodId,
      card: intent.card,
      ...(intent.holderName !== null && { holderName: intent.holderName }),
      ...(intent.routingNumber !== null && { routingNumber: intent.routingNumber }),
    }),
});

/** The method is on file: its customer is notified, for a bank account with the mandate, as Nacha requires. */
export function applySetupSuccess(
  ctx: Context,
  snapshot: SetupSnapshot,
  session: SetupSessionFacts | null,
  intent: SetupFacts,
): Promise<Committed> {
  const at = ctx.now();
  const { setup, customer } = snapshot;
  const card = intent.card ?? setup.card;
  const notification =
    card === null
      ? NO_MESSAGES
      : customerMessageRows(ctx, at, {
          merchantId: setup.merchantId,
          customerId: customer.id,
          cause: `setup/${setup.id}`,
          recipients: recipientsOf(customer),
          message: {
            template: 'method_added',
            method: card,
            addedAt: at,
            mandate:
              card.kind === 'us_bank_account'
                ? {
                    acceptedAt: setup.createdAt,
                    holderName: intent.holderName ?? setup.holderName ?? customer.legalName,
                    routingNumber: intent.routingNumber ?? setup.routingNumber,
                  }
                : null,
          },
        });
  const replaced = replaceMethod(ctx, snapshot, intent.stripePaymentMethodId);
  return changeSetup(ctx, snapshot, {
    commandId: `setup/${setup.id}/closed`,
    entry: {
      type: 'method_setup_succeeded',
      data: { setupId: setup.id, setupIntentId: intent.setupIntentId },
    },
    columns: { ...setupColumns(session, intent), state: 'succeeded', closedAt: at, checkAt: null },
    rows: [...notification.rows, ...replaced.rows],
    effects: [...notification.effects, ...replaced.effects],
  });
}

/** Test deposits are under way: the account is on file and cannot be charged yet. */
export function applyVerifying(
  ctx: Context,
  snapshot: SetupSnapshot,
  session: SetupSessionFacts | null,
  intent: SetupFacts,
): Promise<Committed> {
  const at = ctx.now();
  const { setup, customer, methods } = snapshot;
  const { deposits, stripePaymentMethodId } = intent;
  const card = intent.card ?? setup.card;
  if (deposits === null || stripePaymentMethodId === null || card === null) {
    throw new Error('verifying set-up without an account');
  }
  const known = methods.find((method) => method.stripePaymentMethodId === stripePaymentMethodId);
  const methodId = known?.id ?? newId(ctx, 'pm');
  const notification = customerMessageRows(ctx, at, {
    merchantId: setup.merchantId,
    customerId: customer.id,
    cause: `setup/${setup.id}`,
    recipients: recipientsOf(customer),
    message: {
      template: 'bank_verification',
      methodId,
      method: card,
      proof: deposits.proof,
      arrivesAt: deposits.arrivesAt,
    },
  });
  const pending: Statement[] =
    known !== undefined
      ? []
      : [
          ctx.db.insert(paymentMethods).values({
            id: methodId,
            merchantId: setup.merchantId,
            connectionId: setup.connectionId,
            customerId: customer.id,
            stripePaymentMethodId,
            type: card.kind,
            summary: card,
            fingerprint: intent.fingerprint,
            state: 'pending_verification',
            isDefault: false,
            position: Math.max(-1, ...methods.map(({ position }) => position)) + 1,
            createdAt: at,
            updatedAt: at,
          }),
        ];
  return changeSetup(ctx, snapshot, {
    commandId: `setup/${setup.id}/verifying`,
    entry: {
      type: 'method_setup_verifying',
      data: { setupId: setup.id, setupIntentId: intent.setupIntentId, arrivesAt: deposits.arrivesAt },
    },
    columns: {
      ...setupColumns(session, intent),
      state: 'verifying',
      proof: deposits.proof,
      arrivesAt: deposits.arrivesAt,
      verifyBy: setup.createdAt + DEPOSIT_DAYS * DAY_MS,
      checkAt: at + DEPOSITS_POLL_EVERY_MS,
    },
    rows: [...pending, ...notification.rows],
    effects: notification.effects,
  });
}

/** The set-up failed. An account that waited for its deposits is detached, and its customer is notified why. */
export function applySetupEnd(
  ctx: Context,
  snapshot: SetupSnapshot,
  retrieved: { readonly session: SetupSessionFacts | null; readonly intent: SetupFacts | null } | null,
  state: 'failed' | 'expired',
  code: string | null,
): Promise<Committed> {
  const at = ctx.now();
  const { setup, customer } = snapshot;
  const reason = depositsEnd(code);
  const notification =
    setup.state === 'verifying' && state === 'failed' && setup.card !== null
      ? customerMessageRows(ctx, at, {
          merchantId: setup.merchantId,
          customerId: customer.id,
          cause: `setup/${setup.id}`,
          recipients: recipientsOf(customer),
          // The account is detached in the same commit, so the message refers to no method.
          message: { template: 'bank_verification_failed', methodId: null, method: setup.card, reason },
        })
      : NO_MESSAGES;
  const detached: Statement[] =
    setup.stripePaymentMethodId === null
      ? []
      : [
          ctx.db
            .update(paymentMethods)
            .set({ state: 'detached', stateReason: state === 'failed' ? reason : null, updatedAt: at })
            .where(
              and(
                eq(paymentMethods.connectionId, setup.connectionId),
                eq(paymentMethods.stripePaymentMethodId, setup.stripePaymentMethodId),
                eq(paymentMethods.state, 'pending_verification'),
              ),
            ),
        ];
  return changeSetup(ctx, snapshot, {
    commandId: `setup/${setup.id}/closed`,
    entry: {
      type: state === 'failed' ? 'method_setup_failed' : 'method_setup_expired',
      data: { setupId: setup.id, code },
    },
    columns: {
      ...(retrieved !== null && setupColumns(retrieved.session, retrieved.intent)),
      state,
      failureCode: code,
      closedAt: at,
      checkAt: null,
    },
    rows: [...detached, ...notification.rows],
    effects: notification.effects,
  });
}
