import type { Context } from '../core/context.ts';
import { allOf, type MessageRows, messageRows, NO_MESSAGES, sidesOf } from '../core/queue-message.ts';
import type { CreditNotePlan } from './plan-credit-note.ts';
import type { CreditParties } from './read-parties.ts';

/** Tells those who were sent the invoice that it was credited. */
export function announceRows(
  ctx: Context,
  { invoice, customer, parent }: CreditParties,
  { ask: { creditNoteId } }: CreditNotePlan,
  at: number,
): MessageRows {
  if (invoice.sentAt === null) return NO_MESSAGES;
  return allOf(
    sidesOf([customer, parent]).map((side) =>
      messageRows(ctx, at, {
        merchantId: invoice.merchantId,
        invoiceId: invoice.id,
        paymentId: null,
        cause: `credit_note/${creditNoteId}`,
        ...side,
        message: { template: 'credit_note', creditNoteId },
      }),
    ),
  );
}
