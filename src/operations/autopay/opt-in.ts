import { eq } from 'drizzle-orm';
import { customers, merchants } from '../../db/schema/index.ts';
import type { Cap } from '../../domain/collection/caps.ts';
import { linkStanding } from '../../domain/methods/kept-by-link.ts';
import { DONE, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  newId,
  retryOnConflict,
} from '../core/context.ts';
import { customerMessageRows, recipientsOf } from '../core/queue-message.ts';
import { takeOverChoices } from '../facts/ask-for-choice.ts';
import { recheckInvoices } from '../facts/recheck-invoices.ts';
import { type Agreed, agreementRow } from '../methods/agreement.ts';
import type { ForCustomer } from '../methods/customer-scope.ts';
import { findMethod } from '../methods/find-method.ts';
import { defaultRows } from '../methods/set-default.ts';
import { type Asked, isOvertaken, noteAsked } from './overtaken.ts';

/** The terms on which a customer turns autopay on. */
export type AutopayTerms = {
  readonly when: 'on_send' | 'on_due_date';
  /** At most so much for one invoice, in minor units. */
  readonly cap: Cap | null;
  /** The same for invoices in other currencies. */
  readonly otherCaps?: readonly Cap[];
  /** Charged first; it becomes the default. */
  readonly methodId: string;
};

/**
 * Turns autopay on for a customer, on these terms; the text they agreed to is stored word for word. Opting in again
 * replaces the terms. A mail confirms it, so that nobody else can do it unnoticed. Rejects with `not_found`,
 * `method_not_usable`, and `stopped_meanwhile` where it was turned off after this was asked.
 */
export async function optIn(
  ctx: Context,
  { who, ...ask }: { readonly who: ForCustomer; readonly terms: AutopayTerms; readonly agreed: Agreed },
): Promise<Outcome<null>> {
  const asked = await noteAsked(ctx, { type: 'customer', id: who.customerId });
  return retryOnConflict(ctx, () => attempt(ctx, who, { ...ask, asked }));
}

async function attempt(
  ctx: Context,
  who: ForCustomer,
  { terms, agreed, asked }: { readonly terms: AutopayTerms; readonly agreed: Agreed; readonly asked: Asked },
): Promise<ConflictOr<Outcome<null>>> {
  const found = await findMethod(ctx.db, who, terms.methodId);
  if (found === null) return decided(refused({ code: 'not_found', what: 'payment method' }));
  const { snapshot, method } = found;
  const isTheirs = linkStanding(method, snapshot.customer) !== 'not_confirmed';
  if (method.state !== 'usable' || !isTheirs || snapshot.connection.state !== 'active')
    return decided(refused({ code: 'method_not_usable' }));
  const [[merchant]] = await ctx.db.batch([
    ctx.db.select().from(merchants).where(eq(merchants.id, who.merchantId)),
  ]);
  if (merchant === undefined) return decided(refused({ code: 'not_found', what: 'customer' }));
  const { customer, head } = snapshot;
  const stream = { type: 'customer', id: who.customerId } as const;
  if (await isOvertaken(ctx, stream, asked, 'autopay_off'))
    return decided(refused({ code: 'stopped_meanwhile' }));
  const at = ctx.now();
  const agreementId = newId(ctx, 'agr');
  const otherCaps = terms.otherCaps ?? [];
  const notification = customerMessageRows(ctx, at, {
    merchantId: who.merchantId,
    customerId: who.customerId,
    cause: `autopay/${agreementId}`,
    recipients: recipientsOf(customer),
    message: {
      template: 'autopay_on',
      at,
      when: terms.when,
      cap: terms.cap,
      otherCaps,
      method: method.summary,
      noticeDays: merchant.noticeDays,
    },
  });
  const committed = await commitChange(ctx, {
    merchantId: who.merchantId,
    commandId: `autopay_on/${agreementId}`,
    at,
    appends: [
      {
        stream,
        head,
        type: 'autopay_on',
        data: { agreementId, when: terms.when, cap: terms.cap, otherCaps, methodId: terms.methodId },
      },
    ],
    rows: [
      agreementRow(ctx, who, { id: agreementId, kind: 'autopay', agreed, at }),
      ctx.db
        .update(customers)
        .set({
          autopay: 'on',
          autopayWhen: terms.when,
          autopayCap: terms.cap?.amount ?? null,
          autopayCapCurrency: terms.cap?.currency ?? null,
          autopayOtherCaps: otherCaps,
          updatedAt: at,
        })
        .where(eq(customers.id, who.customerId)),
      ...defaultRows(ctx, snapshot, terms.methodId, at),
      takeOverChoices(ctx.db, who.customerId, at),
      recheckInvoices(ctx.db, who.customerId, at),
      ...notification.rows,
    ],
    effects: [...notification.effects],
    result: null,
  });
  return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
}
