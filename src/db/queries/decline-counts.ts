import { and, count, eq, gt, inArray, max, type SQL, sql } from 'drizzle-orm';
import { type BlockSubject, type DeclineCounts, LIMITS } from '../../domain/payment/card-testing.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { cardDeclines, invoices, paymentBlocks, payments, paymentTargets } from '../schema/index.ts';
import { headOf, selectHead } from '../streams.ts';

/** Whose declines are looked at; no link where the payer came by the portal. */
export type Counted = Scope & { readonly customerId: string; readonly invoiceId: string | null };

const SUBJECT_ID: Readonly<Record<BlockSubject, (of: Counted) => string | null>> = {
  link: ({ invoiceId }) => invoiceId,
  customer: ({ customerId }) => customerId,
  business: ({ merchantId }) => merchantId,
};

/** The id that a subject has here; null where the payer came by no link. */
export const subjectId = (subject: BlockSubject, of: Counted): string | null => SUBJECT_ID[subject](of);

const endOf = (subject: BlockSubject, of: Counted): SQL<number> =>
  sql<number>`coalesce((SELECT coalesce(b.released_at, b.until) FROM payment_blocks b WHERE b.subject_type = ${subject} AND b.subject_id = ${subjectId(subject, of)} AND b.livemode = ${Number(of.livemode)}), 0)`;

/** From when declines count: within the window, and not before the last block ended. */
const since = (subject: BlockSubject, of: Counted, now: number): SQL<number> =>
  sql<number>`max(${now - LIMITS[subject].withinMs}, ${endOf(subject, of)})`;

const lastSuccess = (db: Database, invoiceId: string | null) =>
  db
    .select({ at: sql<number>`coalesce(max(${payments.succeededAt}), 0)` })
    .from(paymentTargets)
    .innerJoin(payments, eq(payments.id, paymentTargets.paymentId))
    .where(eq(paymentTargets.invoiceId, invoiceId ?? ''));

/** The selects for the declines that count at an instant: of the link, the customer, the business. */
const declineCounts = (db: Database, of: Counted, now: number) => {
  const { merchantId, livemode, customerId, invoiceId } = of;
  const counting = (where: SQL, subject: BlockSubject) =>
    and(where, gt(cardDeclines.declinedAt, since(subject, of, now)));
  // A link counts for its customer and its business up to its own limit: whoever has one link closes that one only.
  const capped = sql<number>`min(count(*), iif(max(${cardDeclines.invoiceId}) IS NULL, ${LIMITS.customer.declines}, ${LIMITS.link.declines}))`;
  const byPlace = (where: SQL, subject: BlockSubject) => {
    const places = db
      .select({ declines: capped.as('declines') })
      .from(cardDeclines)
      .where(counting(where, subject))
      .groupBy(sql`coalesce(${cardDeclines.invoiceId}, ${cardDeclines.customerId})`)
      .as('places');
    return db.select({ count: sql<number>`coalesce(sum(${places.declines}), 0)` }).from(places);
  };
  const ofLink = sql`${cardDeclines.invoiceId} = ${invoiceId} AND ${cardDeclines.declinedAt} >= (${lastSuccess(db, invoiceId)})`;
  const ofBusiness = sql`${cardDeclines.merchantId} = ${merchantId} AND ${cardDeclines.livemode} = ${Number(livemode)}`;
  return {
    link: db.select({ count: count() }).from(cardDeclines).where(counting(ofLink, 'link')),
    customer: byPlace(sql`${cardDeclines.customerId} = ${customerId}`, 'customer'),
    business: byPlace(ofBusiness, 'business'),
    successes: db
      .select({ count: count() })
      .from(payments)
      .where(
        and(
          eq(payments.merchantId, merchantId),
          eq(payments.livemode, livemode),
          // A literal, as the index has it.
          sql`${payments.flow} = 'session'`,
          gt(payments.succeededAt, now - LIMITS.business.withinMs),
        ),
      ),
  };
};

/** The select for the blocks of these subjects, those that are over too. */
const selectBlocksOf = (db: Database, of: Counted) => {
  const ids = [of.invoiceId, of.customerId, of.merchantId].filter((id) => id !== null);
  return db
    .select()
    .from(paymentBlocks)
    .where(and(inArray(paymentBlocks.subjectId, ids), eq(paymentBlocks.livemode, of.livemode)));
};

/** The select for when a business was last mailed about a block, by subject. */
const selectLastTold = (db: Database, { merchantId, livemode }: Scope) =>
  db
    .select({ subject: paymentBlocks.subjectType, at: max(paymentBlocks.toldAt) })
    .from(paymentBlocks)
    .where(and(eq(paymentBlocks.merchantId, merchantId), eq(paymentBlocks.livemode, livemode)))
    .groupBy(paymentBlocks.subjectType);

/** The select for a link's pass, with how many cards were refused since it was given. */
const selectPass = (db: Database, { invoiceId }: Counted) =>
  db
    .select({
      until: sql<number>`coalesce(${invoices.linkPass} ->> 'until', 0)`,
      declines: sql<number>`(SELECT count(*) FROM card_declines d WHERE d.invoice_id = ${invoiceId} AND d.declined_at >= coalesce(${invoices.linkPass} ->> 'at', 0))`,
    })
    .from(invoices)
    .where(eq(invoices.id, invoiceId ?? ''));

/** Everything that decides whether cards are tested, with the head of the business's stream: one round trip. */
export async function readDeclines(db: Database, of: Counted, now: number) {
  const counts = declineCounts(db, of, now);
  const [head, standing, told, [link], [customer], [business], [successes], [pass]] = await db.batch([
    selectHead(db, { type: 'merchant', id: of.merchantId }),
    selectBlocksOf(db, of),
    selectLastTold(db, of),
    counts.link,
    counts.customer,
    counts.business,
    counts.successes,
    selectPass(db, of),
  ]);
  const counted: DeclineCounts = {
    link: link?.count ?? 0,
    customer: customer?.count ?? 0,
    business: business?.count ?? 0,
    successes: successes?.count ?? 0,
  };
  return { head: headOf(head), standing, told, counted, pass: pass ?? { until: 0, declines: 0 } };
}
