import { type SQL, sql } from 'drizzle-orm';
import type { Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { emails } from '../../db/schema/index.ts';
import { addressesFor, type MailRole, type Reachable } from '../../domain/customer/contacts.ts';
import type { CustomerMessage, InvoiceMessage, Message, StaffMessage } from '../../domain/message.ts';
import { type Context, effect, newId } from './context.ts';
import { distinctAddresses, mailboxKey } from './mailbox.ts';

/** The recipients of a customer's mail of a role: by default of invoices, and what is said of them and of methods. */
export const recipientsOf = (customer: Reachable, role: MailRole = 'invoices'): readonly string[] =>
  distinctAddresses(addressesFor(customer, role));

/** Recipients of a message, and the customer whose addresses they are. */
export type Side = { readonly customerId: string; readonly recipients: readonly string[] };

/**
 * The recipients of mail about an invoice, side by side: its customer's, and those of whoever may pay for them. An address
 * that both have is that of the side named first.
 */
export function sidesOf(
  customers: readonly ((Reachable & { readonly id: string }) | null | undefined)[],
  role: MailRole = 'invoices',
): readonly Side[] {
  const sides: Side[] = [];
  for (const customer of customers) {
    if (customer == null) continue;
    const named = new Set(sides.flatMap(({ recipients }) => recipients).map(mailboxKey));
    const recipients = recipientsOf(customer, role).filter((address) => !named.has(mailboxKey(address)));
    sides.push({ customerId: customer.id, recipients });
  }
  return sides;
}

/** The language of a contact's own; null where the recipient has none, or is no contact. */
export const languageOf = (
  { contacts = [] }: Pick<Reachable, 'contacts'>,
  recipient: string,
): string | null =>
  contacts.find(({ email }) => mailboxKey(email) === mailboxKey(recipient))?.language ?? null;

/** The recipients of the business's own messages (`…_business`). */
export const businessRecipients = (merchant: { readonly email: string }): readonly string[] =>
  distinctAddresses([merchant.email]);

type Queued = {
  readonly merchantId: string;
  /** The cause of the message: unique together with template and recipient (I5). */
  readonly cause: string;
  readonly recipients: readonly string[];
};

export type AboutInvoice = Queued & {
  readonly invoiceId: string;
  /** Whose addresses they are; the invoice's customer's if omitted. Who pays for others is told as themselves. */
  readonly customerId?: string;
  /** The payment that the message is about; the invoice is rendered with it. */
  readonly paymentId: string | null;
  readonly message: InvoiceMessage;
};

export type AboutCustomer = Queued & {
  readonly customerId: string;
  /** The invoice on whose page it is shown too; left out where there is none. */
  readonly invoiceId?: string | null;
  readonly message: CustomerMessage;
};

export type MessageRows = { readonly rows: readonly Statement[]; readonly effects: readonly Effect[] };

export const NO_MESSAGES: MessageRows = { rows: [], effects: [] };

/** Several messages as one. */
export const allOf = (messages: readonly MessageRows[]): MessageRows => ({
  rows: messages.flatMap(({ rows }) => rows),
  effects: messages.flatMap(({ effects }) => effects),
});

/** The rows and effects that send a message about an invoice, to be committed with its cause. */
export const messageRows = (ctx: Context, at: number, about: AboutInvoice): MessageRows =>
  queue(ctx, at, about, {
    invoiceId: about.invoiceId,
    paymentId: about.paymentId,
    aboutCustomerId:
      about.customerId ?? sql`(SELECT customer_id FROM invoices WHERE id = ${about.invoiceId})`,
  });

/** A message about a payment is queued for the first invoice that it covers. */
export function aboutPayment(
  ctx: Context,
  at: number,
  { payment, targets: [first], toCustomerId: customerId = payment.customerId }: OfPayment,
  cause: string,
  recipients: readonly string[],
  message: InvoiceMessage,
): MessageRows {
  if (first === undefined) return NO_MESSAGES;
  const { id: paymentId, merchantId } = payment;
  const invoiceId = first.invoice.id;
  return messageRows(ctx, at, { merchantId, invoiceId, paymentId, customerId, cause, recipients, message });
}

type OfPayment = {
  readonly payment: { readonly id: string; readonly merchantId: string; readonly customerId: string };
  /** Whose addresses they are; the payer's if omitted. */
  readonly toCustomerId?: string;
  readonly targets: readonly { readonly invoice: { readonly id: string } }[];
};

/** The rows and effects that send a customer a message about no invoice, to be committed with its cause. */
export const customerMessageRows = (ctx: Context, at: number, about: AboutCustomer): MessageRows =>
  queue(ctx, at, about, {
    ...(about.invoiceId == null ? { customerId: about.customerId } : { invoiceId: about.invoiceId }),
    aboutCustomerId: about.customerId,
  });

/** The rows and effects that send a message to whoever signs in for a business, to be committed with its cause. */
export const staffMessageRows = (
  ctx: Context,
  at: number,
  about: Queued & { readonly message: StaffMessage },
): MessageRows => queue(ctx, at, about, { aboutCustomerId: null });

/** The row of a mail that is to be sent. */
export function mailRow(
  ctx: Context,
  at: number,
  {
    merchantId,
    cause,
    recipient,
    message,
  }: Omit<Queued, 'recipients' | 'customerId'> & {
    readonly recipient: string;
    readonly message: Message;
  },
) {
  const id = newId(ctx, 'eml');
  return {
    id,
    merchantId,
    cause,
    template: message.template,
    recipient,
    messageId: `<${id}@${ctx.messageDomain}>`,
    state: 'queued',
    createdAt: at,
    facts: message,
  } as const;
}

function queue(
  ctx: Context,
  at: number,
  { merchantId, cause, recipients, message }: Queued & { readonly message: Message },
  about: Pick<typeof emails.$inferInsert, 'invoiceId' | 'paymentId' | 'customerId'> & {
    readonly aboutCustomerId: string | SQL | null;
  },
): MessageRows {
  const rows: Statement[] = [];
  const effects: Effect[] = [];
  for (const recipient of recipients) {
    const row = mailRow(ctx, at, { merchantId, cause, recipient, message });
    rows.push(
      // Already queued: ignore the conflict, or it would roll back the payment it announces.
      ctx.db
        .insert(emails)
        .values({ ...about, ...row })
        .onConflictDoNothing(),
    );
    effects.push(effect(ctx, 'email', { emailId: row.id }));
  }
  return { rows, effects };
}
