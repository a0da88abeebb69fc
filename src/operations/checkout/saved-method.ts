import { and, eq } from 'drizzle-orm';
import type { LinkTarget } from '../../adapters/links/port.ts';
import { type Collectable, readCollectable } from '../../db/queries/collectable.ts';
import { invoices, merchants } from '../../db/schema/index.ts';
import { mayOffer } from '../../domain/collection/may-charge.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import type { Context } from '../core/context.ts';
import { collectionFacts } from '../facts/collection-facts.ts';

/** A method on file that a payer is offered: *Pay $420.00 with Visa •••• 4242*. */
export type SavedMethod = {
  readonly methodId: string;
  readonly card: MethodCard;
  /** What is owed as it is shown; paying says it again. */
  readonly invoiceVersion: number;
};

/**
 * The method on file that the invoice's payer is offered, the default first; null where there is none. Whether it
 * may be offered at all (a portal's own customer, or where the merchant switched it on) is the caller's to know.
 */
export async function savedMethodFor(ctx: Context, invoiceId: string): Promise<SavedMethod | null> {
  const read = await readCollectable(ctx.db, invoiceId, ctx.now());
  const [first] = read === null ? [] : offered(ctx, read);
  return read === null || first === undefined
    ? null
    : { methodId: first.id, card: first.summary, invoiceVersion: read.invoice.version };
}

/** What of a customer's methods may be offered for this invoice, the default first. */
export function offered(ctx: Context, read: Collectable): readonly Collectable['methods'][number][] {
  const { methods, now } = collectionFacts(ctx, read);
  const usable = new Set(
    methods
      .filter((method) => mayOffer(method, read.invoice.currency, read.merchant.timeZone, now))
      .map(({ id }) => id),
  );
  return read.methods
    .filter(({ id }) => usable.has(id))
    .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault) || a.position - b.position);
}

/** Whether the merchant lets anybody who has this link pay with the customer's method on file. */
export async function isSavedMethodPublic(ctx: Context, link: LinkTarget): Promise<boolean> {
  const [row] = await ctx.db
    .select({ isPublic: merchants.publicSavedMethod })
    .from(invoices)
    .innerJoin(merchants, eq(merchants.id, invoices.merchantId))
    .where(and(eq(invoices.id, link.id), eq(invoices.linkVersion, link.version)));
  return row?.isPublic ?? false;
}
