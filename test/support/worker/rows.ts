import { and, asc, eq, sql } from 'drizzle-orm';
import { emails, invoiceVersions, type Json, merchants, outbox } from '../../../src/db/schema/index.ts';
import { type Context, newId, type QueueMessage } from '../../../src/operations/core/context.ts';

/** Who was sent the invoice, in the order of sending. */
export async function sentTo(ctx: Context, invoiceId: string, template = 'invoice_sent'): Promise<string[]> {
  const rows = await ctx.db
    .select({ recipient: emails.recipient })
    .from(emails)
    .where(and(eq(emails.invoiceId, invoiceId), eq(emails.template, template)))
    .orderBy(asc(emails.createdAt), asc(emails.recipient));
  return rows.map(({ recipient }) => recipient);
}

/** The kinds of effects that name the invoice. */
export async function outboxOf(ctx: Context, invoiceId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ kind: outbox.kind })
    .from(outbox)
    .where(eq(sql`${outbox.payload} ->> 'invoiceId'`, invoiceId));
  return rows.map(({ kind }) => kind);
}

/** What a payer was shown as owed, by version. */
export const versionsOf = async (ctx: Context, invoiceId: string) =>
  ctx.db
    .select({
      version: invoiceVersions.version,
      amountDue: invoiceVersions.amountDue,
      amountRemaining: invoiceVersions.amountRemaining,
    })
    .from(invoiceVersions)
    .where(eq(invoiceVersions.invoiceId, invoiceId))
    .orderBy(asc(invoiceVersions.version))
    .all();

/** Commits an effect alone, as if something had caused it, and runs it. */
export async function doNow(
  shop: { readonly ctx: Context; readonly enqueued: QueueMessage[]; readonly work: () => Promise<void> },
  kind: string,
  payload: Json,
): Promise<void> {
  const id = newId(shop.ctx, 'out');
  const now = shop.ctx.now();
  const [merchant] = await shop.ctx.db.select({ id: merchants.id }).from(merchants).limit(1);
  await shop.ctx.db.insert(outbox).values({
    id,
    merchantId: merchant?.id ?? '',
    kind,
    payload,
    state: 'pending',
    attempts: 0,
    dueAt: now,
    leaseUntil: 0,
    createdAt: now,
  });
  shop.enqueued.push({ kind: 'outbox', id });
  await shop.work();
}
