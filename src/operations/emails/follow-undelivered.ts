import { eq } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import { readDelivery } from '../../db/queries/deliveries.ts';
import { recheckAt } from '../../db/queries/next-check.ts';
import { invoices, unreachableAddresses } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { deliveryOf, told } from '../../domain/mail/delivery.ts';
import { condemnsAddress } from '../../domain/mail/status.ts';
import { isForBusiness } from '../../domain/message.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  retryOnConflict,
} from '../core/context.ts';
import { mailboxKey } from '../core/mailbox.ts';
import {
  businessRecipients,
  customerMessageRows,
  type MessageRows,
  NO_MESSAGES,
} from '../core/queue-message.ts';

type Read = NonNullable<Awaited<ReturnType<typeof readDelivery>>>;

/**
 * A message did not get to one of its recipients: journals it, remembers an address that does not exist, and where nobody
 * at the customer was told, mails the business (once a day for a customer) and has collecting decide again, since what
 * nobody got does not count as told. Does nothing for a message that may still arrive. Safe to repeat.
 */
export const followUndelivered = (
  ctx: Context,
  { emailId }: { readonly emailId: string },
): Promise<Outcome<null>> => retryOnConflict(ctx, () => attempt(ctx, emailId));

async function attempt(ctx: Context, emailId: string): Promise<ConflictOr<Outcome<null>>> {
  const read = await readDelivery(ctx.db, emailId);
  if (read === null) return decided(DONE);
  const { email, invoice, customer, merchant } = read;
  const delivery = deliveryOf(email);
  switch (delivery) {
    case 'waiting':
    case 'taken':
    case 'delayed':
    case 'delivered':
      return decided(DONE);
    case 'superseded':
      // It was delayed until it was too late, or not to be sent any more.
      if (email.lastError === null) return decided(DONE);
      break;
    case 'refused':
    case 'bounced':
    case 'complained':
    case 'unknown':
  }
  // A message to the business itself only counts in the health report.
  if (customer === null || isForBusiness(email.template)) return decided(DONE);
  const at = ctx.now();
  const best = told(read.recipients.map(deliveryOf));
  const reached = best === 'none' ? 'nobody' : best;
  const entry = {
    type: 'message_undelivered',
    data: { emailId, template: email.template, delivery, statusCode: email.statusCode, told: reached },
  } as const;
  const stream = { type: invoice === null ? 'customer' : 'invoice', id: invoice?.id ?? customer.id } as const;
  const [head] = await ctx.db.batch([selectHead(ctx.db, stream)]);
  const news = reached === 'nobody' ? newsOf(ctx, read, customer, at) : NO_MESSAGES;
  const isWaitedFor = reached === 'nobody' && invoice !== null;
  const committed = await commitChange(ctx, {
    merchantId: merchant.id,
    commandId: `undelivered/${emailId}/${delivery}`,
    at,
    appends: [
      stream.type === 'invoice'
        ? { ...entry, stream: { ...stream, type: stream.type }, head: headOf(head) }
        : { ...entry, stream: { ...stream, type: stream.type }, head: headOf(head) },
    ],
    rows: [
      ...condemned(ctx, read, at),
      ...news.rows,
      ...(isWaitedFor ? [ctx.db.update(invoices).set(recheckAt(at)).where(eq(invoices.id, invoice.id))] : []),
    ],
    effects: [...news.effects, ...(isWaitedFor ? [effect(ctx, 'collect', { invoiceId: invoice.id })] : [])],
    result: null,
  });
  if (committed.kind !== 'committed') return CONFLICT;
  if (!committed.replayed) ctx.log('email_undelivered', { emailId, delivery, statusCode: email.statusCode });
  return decided(DONE);
}

/** The address is remembered where the server says that it does not exist, and not for what ails the message. */
function condemned(ctx: Context, { email }: Read, at: number): readonly Statement[] {
  const words = email.lastError ?? '';
  if (!condemnsAddress(words, email.statusCode)) return [];
  return [
    ctx.db
      .insert(unreachableAddresses)
      .values({
        merchantId: email.merchantId,
        mailbox: mailboxKey(email.recipient),
        since: at,
        statusCode: email.statusCode,
        words,
        emailId: email.id,
      })
      .onConflictDoNothing(),
  ];
}

/** Once a day for a customer; a sign-in that nobody got is asked for again by whoever waits for it. */
function newsOf(ctx: Context, read: Read, customer: NonNullable<Read['customer']>, at: number): MessageRows {
  const { email, invoice, merchant, recipients } = read;
  if (email.template === 'sign_in_link') return NO_MESSAGES;
  return customerMessageRows(ctx, at, {
    merchantId: merchant.id,
    customerId: customer.id,
    cause: `unreachable/${customer.id}/${localDateAt(at, merchant.timeZone)}`,
    recipients: businessRecipients(merchant),
    message: {
      template: 'customer_unreachable_business',
      number: invoice === null ? null : invoiceNumber(invoice),
      addresses: recipients.map(({ recipient }) => recipient),
      statusCode: email.statusCode,
      words: email.lastError ?? '',
    },
  });
}
