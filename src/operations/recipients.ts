import type { Effect } from '../db/commit.ts';
import type { Statement } from '../db/database.ts';
import { emails } from '../db/schema/index.ts';
import { type Context, effect, newId } from './context.ts';

/** The templates there are; see views/email. */
export type EmailTemplate = 'invoice_sent' | 'receipt' | 'invoice_voided';

/** Where a customer's invoices and receipts go: the billing addresses, else the one address there is. */
export function recipientsOf(customer: {
  readonly email: string | null;
  readonly billingEmails: readonly string[];
}): readonly string[] {
  const all = customer.billingEmails.length > 0 ? customer.billingEmails : [customer.email ?? ''];
  return [...new Set(all.map((address) => address.trim()).filter((address) => address !== ''))];
}

export type Message = {
  readonly merchantId: string;
  readonly invoiceId: string;
  readonly paymentId: string | null;
  /** What this message is about, once: with template and recipient it is unique (I5). */
  readonly cause: string;
  readonly template: EmailTemplate;
  readonly recipients: readonly string[];
};

/** The rows and effects that send a message, to be committed with its cause. */
export function messageRows(
  ctx: Context,
  at: number,
  message: Message,
): { readonly rows: readonly Statement[]; readonly effects: readonly Effect[] } {
  const rows: Statement[] = [];
  const effects: Effect[] = [];
  for (const recipient of message.recipients) {
    const id = newId(ctx, 'eml');
    const { merchantId, invoiceId, paymentId, cause, template } = message;
    rows.push(
      ctx.db.insert(emails).values({
        id,
        merchantId,
        invoiceId,
        paymentId,
        cause,
        template,
        recipient,
        messageId: `<${id}@${ctx.messageDomain}>`,
        state: 'queued',
        createdAt: at,
      }),
    );
    effects.push(effect(ctx, 'email', { emailId: id }));
  }
  return { rows, effects };
}
