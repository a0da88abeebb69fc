import { eq } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import { selectRefusals } from '../../db/queries/refusals.ts';
import { connections, customers, invoices, merchants, stripeRefusals } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { changeRefusedFor } from '../../db/writes/refusals.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import {
  type RefusedCall,
  type RefusedFor,
  refusedToo,
  sayableMessage,
  subjectOf,
  wantedOnce,
} from '../../domain/stripe-refusal.ts';
import { CONFLICT, type Context, commitChange, decided, newId, retryOnConflict } from '../core/context.ts';
import { businessRecipients, customerMessageRows } from '../core/queue-message.ts';

/** What was refused while this was wanted. */
type About = {
  readonly connectionId: string;
  readonly customerId: string;
  /** Null where the customer itself was refused, or a method of theirs. */
  readonly invoiceId: string | null;
  readonly refusal: RefusedCall;
  readonly wanted: RefusedFor;
};

/**
 * Stripe refuses for good, and nothing here can mend it: from now on that is the state of the connection, the customer
 * or the invoice, and the business is mailed. The same again changes nothing; other words of Stripe's replace those
 * that stand, and are mailed as well.
 */
export async function recordRefusal(ctx: Context, about: About): Promise<void> {
  const { refusal, invoiceId, customerId, connectionId, wanted } = about;
  const { code, param } = refusal;
  const type = subjectOf(refusal, invoiceId === null ? 'customer' : 'invoice');
  const id = { connection: connectionId, customer: customerId, invoice: invoiceId ?? customerId }[type];
  const message = sayableMessage(refusal.message);
  await retryOnConflict(ctx, async () => {
    const [connection] = await ctx.db.select().from(connections).where(eq(connections.id, connectionId));
    if (connection === undefined) return decided(null);
    const { merchantId, livemode } = connection;
    const stream = { type: 'merchant', id: merchantId } as const;
    const [head, [standing], [customer], [merchant], [invoice]] = await ctx.db.batch([
      selectHead(ctx.db, stream),
      selectRefusals(ctx.db, [{ type, id }]),
      ctx.db.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId)),
      ctx.db.select({ email: merchants.email }).from(merchants).where(eq(merchants.id, merchantId)),
      ctx.db
        .select({ series: invoices.series, numberValue: invoices.numberValue })
        .from(invoices)
        .where(eq(invoices.id, invoiceId ?? '')),
    ]);
    if (customer === undefined || merchant === undefined) return decided(null);
    const refusedFor = standing === undefined ? [wanted] : refusedToo(standing, wanted);
    if (standing?.code === code && standing.param === param) {
      if (standing.refusedFor?.length !== refusedFor.length)
        await changeRefusedFor(ctx.db, standing, refusedFor);
      return decided(null);
    }
    const at = ctx.now();
    const refusalId = standing?.id ?? newId(ctx, 'rfs');
    const said = { code, param, message };
    const words = { ...said, refusedFor, wanted: wantedOnce(wanted) };
    const row: Statement =
      standing === undefined
        ? ctx.db.insert(stripeRefusals).values({
            ...words,
            id: refusalId,
            merchantId,
            livemode,
            subjectType: type,
            subjectId: id,
            since: at,
          })
        : ctx.db.update(stripeRefusals).set(words).where(eq(stripeRefusals.id, refusalId));
    const told = customerMessageRows(ctx, at, {
      merchantId,
      customerId,
      cause: `refused/${refusalId}/${code}/${param ?? ''}`,
      recipients: businessRecipients(merchant),
      message: {
        template: 'stripe_refused_business',
        subject: type,
        number: invoice === undefined ? null : invoiceNumber(invoice),
        ...said,
      },
    });
    const committed = await commitChange(ctx, {
      merchantId,
      commandId: `refused/${refusalId}/${headOf(head).seq + 1}`,
      at,
      appends: [
        {
          stream,
          head: headOf(head),
          type: 'stripe_refused',
          data: { refusalId, subjectType: type, subjectId: id, code, param },
        },
      ],
      rows: [row, ...told.rows],
      effects: told.effects,
      result: null,
    });
    if (committed.kind !== 'committed') return CONFLICT;
    ctx.log('stripe_refusal', { subjectType: type, subjectId: id, status: refusal.status, code, param });
    return decided(null);
  });
}
