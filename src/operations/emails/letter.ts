import { and, eq } from 'drizzle-orm';
import type { OutgoingEmail } from '../../adapters/email/transport.ts';
import { readCreditNoteFor } from '../../db/queries/credit-notes.ts';
import { selectSentTogether } from '../../db/queries/deliveries.ts';
import { readInvoicePage } from '../../db/queries/invoice-page.ts';
import { selectScheduleStanding } from '../../db/queries/schedules.ts';
import {
  customers,
  type emails,
  invoices,
  merchants,
  paymentMethods,
  paymentTargets,
  type schedules,
} from '../../db/schema/index.ts';
import { mayStillBeSent } from '../../domain/invoice/messages.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import {
  type CustomerMessage,
  type InvoiceMessage,
  isAboutCustomer,
  isForBusiness,
  isForStaff,
  type Message,
} from '../../domain/message.ts';
import type { CustomerMessageView } from '../../domain/message-view.ts';
import { nameAt, senderName } from '../../domain/profile/names.ts';
import type { Context } from '../core/context.ts';
import { languageOf } from '../core/queue-message.ts';
import { localeOf } from '../facts/locale.ts';
import { merchantView } from '../facts/merchant-view.ts';
import { creditNoteView } from '../resources/show-credit-note.ts';
import { drawInvoice } from '../resources/show-invoice.ts';
import { readMailedStatement } from '../statements/mailed-statement.ts';
import { documentsOf, documentsOfNote } from './documents.ts';
import { envelope, type Letter } from './envelope.ts';
import { receiptFor } from './receipt-file.ts';
import { forStaff } from './staff-letter.ts';

type Row = typeof emails.$inferSelect;

const EVERY_LINE = 1000;

/** The content of a queued message from current rows, ready to be rendered; null if it is not true any more. */
export async function readLetter(ctx: Context, row: Row): Promise<Letter | null> {
  const message = row.facts ?? withoutFacts(row.template);
  if (isForStaff(message)) return forStaff(ctx, row, message);
  if (isAboutCustomer(message)) return aboutCustomer(ctx, row, message);
  return row.invoiceId === null ? null : aboutInvoice(ctx, row, row.invoiceId, message);
}

async function aboutInvoice(
  ctx: Context,
  row: Row,
  invoiceId: string,
  message: InvoiceMessage,
): Promise<Letter | null> {
  const page = await readInvoicePage(ctx.db, invoiceId, EVERY_LINE, row.paymentId);
  if (page === null) return null;
  const { invoice, merchant, customer } = page;
  const isTrue = mayStillBeSent(message, {
    now: ctx.now(),
    status: invoice.status,
    paymentStatus: invoice.paymentStatus,
    noticedFor: invoice.noticedFor,
    isAutopayOff: invoice.collectPausedAt !== null || page.payerAutopay === 'off',
  });
  if (!isTrue) return null;
  // A charge is announced to whoever pays, and not to who paid when this was queued.
  if (message.template === 'charge_notice' && row.aboutCustomerId !== page.payerId) return null;
  const covers = row.paymentId === null ? [] : await invoicesOf(ctx, row.paymentId);
  const isTogether = merchant.contactsMail === 'cc' && !isForBusiness(message.template);
  const spoken = (recipient: string) =>
    isForBusiness(message.template)
      ? merchant.locale
      : (languageOf(customer, recipient) ?? languageOf({ contacts: page.parentContacts }, recipient));
  const together = isTogether ? await oneForAll(ctx, row, spoken) : {};
  return async (mailer) => {
    const shown = await drawInvoice(ctx, page, spoken(row.recipient));
    const note =
      message.template === 'credit_note' ? await readCreditNoteFor(ctx.db, message.creditNoteId) : null;
    // A message to the business is in its own language and goes to its own address, not its customer's.
    const view = note === null ? shown.view : creditNoteView(shown.view, note);
    const sent =
      note !== null
        ? await documentsOfNote(mailer, page, view, note)
        : message.template === 'invoice_sent'
          ? await documentsOf(ctx, mailer, page, view)
          : null;
    const { paymentId } = row;
    const receipt = await receiptFor(ctx, mailer, { message, paymentId, view });
    const recorded = receipt?.recorded ?? null;
    const about = recorded === null ? view : { ...view, payment: recorded };
    const isPdfTooLarge = sent?.isPdfTooLarge === true;
    const rendered = await mailer.render(message, about, {
      ...(isPdfTooLarge && { isPdfTooLarge }),
      ...(receipt !== null && { receipt: receipt.receipt }),
      ...(sent !== null && { attachmentsBy: sent.attachmentsBy }),
      at: row.createdAt,
      timeZone: invoice.timeZone,
      covers: covers.length > 1 ? covers : [],
      links: { pause: `${view.links.view}/pause`, settings: ctx.links.page('/portal/settings') },
    });
    const attachments = [...(sent?.attachments ?? []), ...(receipt?.attachments ?? [])];
    const name = senderName('mail_sender', invoice, merchant);
    return { ...(await envelope(row, { merchant, name }, mailer)), ...together, ...rendered, attachments };
  };
}

/** Of a message that was queued for several contacts: those of its language, and the Message-ID that they share. */
async function oneForAll(
  ctx: Context,
  row: Row,
  spoken: (recipient: string) => string | null,
): Promise<Pick<OutgoingEmail, 'messageId' | 'shownTo'>> {
  const all = await selectSentTogether(ctx.db, row);
  const language = spoken(row.recipient);
  const [first = row, ...others] = all.filter(({ recipient }) => spoken(recipient) === language);
  const shownTo = [first.recipient, ...others.map(({ recipient }) => recipient)] as const;
  return { messageId: first.messageId, shownTo };
}

/** The invoices that a payment is for, oldest first, with its share for each in minor units. */
async function invoicesOf(ctx: Context, paymentId: string): Promise<{ number: string; amount: number }[]> {
  const targets = await ctx.db
    .select({ series: invoices.series, numberValue: invoices.numberValue, amount: paymentTargets.amount })
    .from(paymentTargets)
    .innerJoin(invoices, eq(invoices.id, paymentTargets.invoiceId))
    .where(eq(paymentTargets.paymentId, paymentId))
    .orderBy(invoices.id);
  return targets.map(({ amount, ...numbered }) => ({ number: invoiceNumber(numbered) ?? '', amount }));
}

async function aboutCustomer(ctx: Context, row: Row, message: CustomerMessage): Promise<Letter | null> {
  // One that was sent from an invoice's page stands there too.
  const customerId = row.customerId ?? row.aboutCustomerId;
  if (customerId === null) return null;
  const methodId = 'methodId' in message ? message.methodId : null;
  const scheduleId = 'scheduleId' in message ? message.scheduleId : null;
  const [[found], methods, [schedule]] = await ctx.db.batch([
    ctx.db
      .select({ customer: customers, merchant: merchants })
      .from(customers)
      .innerJoin(merchants, eq(merchants.id, customers.merchantId))
      .where(eq(customers.id, customerId)),
    ctx.db
      .select()
      .from(paymentMethods)
      .where(and(eq(paymentMethods.customerId, customerId), eq(paymentMethods.id, methodId ?? ''))),
    selectScheduleStanding(ctx.db, scheduleId ?? '', customerId),
  ]);
  if (found === undefined || !isStillTrue(message, ctx.now(), methodId, methods)) return null;
  const { customer, merchant } = found;
  if (scheduleId !== null && !isScheduleStillSo(message, schedule)) return null;
  const spoken = (recipient: string) =>
    localeOf(ctx, { locale: languageOf(customer, recipient) ?? customer.locale }, merchant);
  const asked = { customerId: customer.id, recipient: row.recipient };
  const statement =
    message.template === 'statement' ? await readMailedStatement(ctx, { ...asked, message }) : undefined;
  if (statement === null) return null;
  const isTogether = statement !== undefined && merchant.contactsMail === 'cc';
  const together = isTogether ? await oneForAll(ctx, row, spoken) : {};
  return async (mailer) => {
    const locale = isForBusiness(message.template) ? localeOf(ctx, null, merchant) : spoken(row.recipient);
    const page = ctx.links.page;
    const view: CustomerMessageView = {
      at: row.createdAt,
      locale,
      timeZone: merchant.timeZone,
      merchant: merchantView(ctx, merchant, locale),
      customer: { name: customer.legalName, email: customer.email },
      links: {
        portal: page('/portal'),
        settings: page('/portal/settings'),
        autopay: page('/portal/autopay'),
        signIn:
          'signInId' in message ? await ctx.links.url('sign_in', { id: message.signInId, version: 1 }) : null,
        refuse:
          message.template === 'method_kept'
            ? await ctx.links.url('refuse', { id: message.paymentId, version: 1 })
            : null,
      },
      ...(scheduleId !== null && { scheduleRights: merchant.scheduleRights }),
      ...(statement !== undefined && { statement }),
    };
    const { sender, ...rendered } = await mailer.renderForCustomer(message, view);
    const told = await envelope(row, { merchant, name: nameAt('mail_sender', merchant) }, mailer);
    const from = sender === undefined ? {} : { from: { ...told.from, name: sender }, replyTo: null };
    return { ...told, ...from, ...together, attachments: [], ...rendered };
  };
}

type Standing = Pick<typeof schedules.$inferSelect, 'status' | 'termsVersion'>;

/** A schedule that ended since was not created or paused, and a price that was changed once more is told as that. */
function isScheduleStillSo(message: CustomerMessage, schedule: Standing | undefined): boolean {
  if (schedule === undefined) return false;
  switch (message.template) {
    case 'schedule_created':
    case 'schedule_cadence':
      return schedule.status !== 'ended';
    case 'schedule_price':
      return schedule.status !== 'ended' && schedule.termsVersion === message.version;
    case 'schedule_paused':
      return schedule.status === 'paused';
    case 'schedule_resumed':
      return schedule.status === 'active';
    default:
      return true;
  }
}

/** An expired link is not sent, nor a message about a method that has been removed, verified or renewed since. */
function isStillTrue(
  message: CustomerMessage,
  now: number,
  methodId: string | null,
  [method]: readonly (typeof paymentMethods.$inferSelect)[],
): boolean {
  if ('signInId' in message) return now < message.expiresAt;
  if (methodId === null) return true;
  if (method === undefined || method.state === 'detached') return false;
  if (message.template === 'method_kept') return method.refusedAt === null;
  if (message.template === 'method_to_confirm') {
    return method.refusedAt === null && method.confirmedAt === null;
  }
  if (message.template === 'card_expiring') {
    return method.expMonth === message.method.expMonth && method.expYear === message.method.expYear;
  }
  return method.state !== 'usable';
}

/** A message that was queued before messages had facts. */
function withoutFacts(template: string): Message {
  if (template === 'invoice_sent' || template === 'receipt' || template === 'invoice_voided') {
    return { template };
  }
  throw new Error(`unknown message template ${template}`);
}
