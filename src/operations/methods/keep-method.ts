import type { Statement } from '../../db/database.ts';
import type { paymentMethods } from '../../db/schema/index.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import { isAddressOf } from '../../domain/methods/kept-by-link.ts';
import { type Context, newId } from '../core/context.ts';
import {
  allOf,
  customerMessageRows,
  type MessageRows,
  NO_MESSAGES,
  recipientsOf,
} from '../core/queue-message.ts';
import { agreementRow } from './agreement.ts';
import type { Keeper } from './find-keepers.ts';
import type { MethodsSnapshot } from './read-methods.ts';

type Kept = { readonly id: string; readonly card: MethodCard; readonly keeper: Keeper };

/** The columns of a method that a payment by link kept; `at` in ms. */
export const keptColumns = (
  { paymentId, payerEmail }: Keeper,
  customer: MethodsSnapshot['customer'],
  at: number,
): Partial<typeof paymentMethods.$inferInsert> => ({
  keptBy: paymentId,
  payerEmail,
  ...(isAddressOf(payerEmail, customer) && { confirmedAt: at, confirmedBy: 'address' as const }),
});

/**
 * What a kept method leaves behind: the agreement, word for word, and a mail to its owner with the way to refuse. Where
 * somebody else paid, the customer is asked to confirm it.
 */
export function keptMessages(
  ctx: Context,
  customer: MethodsSnapshot['customer'],
  { id, card, keeper }: Kept,
  at: number,
): MessageRows {
  const { paymentId, payerEmail, terms } = keeper;
  const about = { merchantId: customer.merchantId, customerId: customer.id, cause: `kept/${paymentId}` };
  const isOwn = isAddressOf(payerEmail, customer);
  const toOwner =
    payerEmail === null
      ? NO_MESSAGES
      : customerMessageRows(ctx, at, {
          ...about,
          recipients: [payerEmail],
          message: {
            template: 'method_kept',
            methodId: id,
            paymentId,
            method: card,
            keptAt: at,
            isOwn,
            agreed: terms?.text ?? null,
          },
        });
  const toCustomer = isOwn
    ? NO_MESSAGES
    : customerMessageRows(ctx, at, {
        ...about,
        recipients: recipientsOf(customer),
        message: { template: 'method_to_confirm', methodId: id, method: card, keptAt: at, payerEmail },
      });
  return allOf([toOwner, toCustomer, { rows: agreement(ctx, customer, keeper, at), effects: [] }]);
}

/** Stripe shows the payer's page, so neither their network address nor their browser is known. */
const agreement = (
  ctx: Context,
  { id: customerId, merchantId, livemode }: MethodsSnapshot['customer'],
  { terms, payerEmail }: Keeper,
  at: number,
): Statement[] =>
  terms === null
    ? []
    : [
        agreementRow(
          ctx,
          { customerId, merchantId, livemode },
          {
            id: newId(ctx, 'agr'),
            kind: 'link_payment',
            agreed: { ...terms, by: payerEmail ?? '', ipAddress: '', userAgent: '' },
            at,
          },
        ),
      ];
