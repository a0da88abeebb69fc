import { and, asc, desc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import { readAnnouncements } from '../../db/queries/announcements.ts';
import { paidBy } from '../../db/queries/payer.ts';
import { type PlanRow, planOf as partsOf } from '../../db/queries/plan.ts';
import { isOpenOf, isOwners } from '../../db/queries/portal-invoices.ts';
import { alsoWithin } from '../../db/queries/scoped.ts';
import { agreements, customerSums, customers, invoices, merchants } from '../../db/schema/index.ts';
import { type Cap, capsOf } from '../../domain/collection/caps.ts';
import { type CollectChoice, whenToCollect } from '../../domain/collection/policy.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { type Done, done } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { whyNotPayable } from '../facts/payable.ts';
import { askedNow } from '../facts/plan.ts';
import type { Visit } from '../facts/visit.ts';
import { listMethods } from '../methods/list-methods.ts';
import { isExpired } from '../portal/read-settings.ts';
import { type Planning, planOf } from './invoice-plan.ts';

const MOST_INVOICES = 20;
/** As many as can have a cap. */
const MOST_CURRENCIES = 20;

type Invoice = typeof invoices.$inferSelect;

export type AutopayStanding = {
  /** Applies to an invoice without a policy of its own. */
  readonly policy: CollectChoice['policy'];
  readonly isOwnWord: boolean;
  /** At most so much for one invoice, by its currency. */
  readonly caps: readonly Cap[];
  /** Every currency that the customer was billed in, or those that it pays for, the business's own first. */
  readonly currencies: readonly string[];
  readonly noticeDays: number;
  /** Those that can be charged. */
  readonly methods: readonly { readonly id: string; readonly card: MethodCard }[];
  readonly invoices: readonly Awaited<ReturnType<typeof draw>>[];
  readonly agreedAt: number | null;
};

/** What the page of automatic payment shows. Amounts in minor units, instants in ms. */
export async function readAutopay(ctx: Context, visit: Visit): Promise<Done<AutopayStanding>> {
  const { db } = ctx;
  const [listed, [owners, open, agreed, billed]] = await Promise.all([
    listMethods(ctx, visit),
    db.batch([
      db
        .select({ customer: customers, merchant: merchants })
        .from(customers)
        .innerJoin(merchants, eq(merchants.id, customers.merchantId))
        .where(and(eq(customers.id, visit.customerId), eq(customers.merchantId, visit.merchantId))),
      db
        .select({ invoice: invoices, plan: partsOf(invoices.id) })
        .from(invoices)
        .where(
          and(
            isOpenOf(visit),
            // What others pay by themselves is planned by their own choice.
            paidBy(visit.customerId),
            isNotNull(invoices.sentAt),
          ),
        )
        .orderBy(sql`${invoices.collectAt} IS NULL`, asc(invoices.collectAt), asc(invoices.id))
        .limit(MOST_INVOICES),
      db
        .select({ agreedAt: agreements.agreedAt })
        .from(agreements)
        .where(
          and(
            eq(agreements.customerId, visit.customerId),
            eq(agreements.merchantId, visit.merchantId),
            eq(agreements.kind, 'autopay'),
          ),
        )
        .orderBy(desc(agreements.id))
        .limit(1),
      db
        .selectDistinct({ currency: customerSums.currency })
        .from(customerSums)
        .where(
          and(
            isOwners(customerSums.customerId, visit),
            alsoWithin(customerSums, visit),
            gt(customerSums.invoices, 0),
          ),
        )
        .orderBy(asc(customerSums.currency))
        .limit(MOST_CURRENCIES),
    ]),
  ]);
  const [owner] = owners;
  if (owner === undefined || listed.kind !== 'done') throw new Error('visit of a missing customer');
  const { customer, merchant } = owner;
  const caps = capsOf(customer);
  const now = ctx.now();
  const choice = (invoice: Invoice | null): CollectChoice =>
    whenToCollect(
      { policy: merchant.collectPolicy },
      { policy: customer.collectPolicy, autopay: customer.autopay, autopayWhen: customer.autopayWhen },
      invoice?.collectPolicy ?? null,
    );
  const methods = listed.value.methods.filter(
    (method) =>
      method.state === 'usable' &&
      method.kept?.standing !== 'not_confirmed' &&
      !isExpired(method, visit.merchant.timeZone, now),
  );
  const announcements = await readAnnouncements(
    db,
    visit.customerId,
    open.map(({ invoice }) => invoice.id),
  );
  const [head] = methods;
  const first = head === undefined ? null : { id: head.id, isLinks: head.kept !== null };
  const house = { customer, merchant, first, announcements };
  return done({
    policy: choice(null).policy,
    isOwnWord: customer.autopay !== 'default',
    caps,
    currencies: [
      ...new Set([
        merchant.defaultCurrency,
        ...billed.map(({ currency }) => currency),
        ...caps.map(({ currency }) => currency),
      ]),
    ],
    noticeDays: merchant.noticeDays,
    methods: methods.map(({ id, card }) => ({ id, card })),
    invoices: await Promise.all(
      open.map(({ invoice, plan }) =>
        draw(ctx, visit, { ...house, invoice, parts: plan, policy: choice(invoice).policy }),
      ),
    ),
    agreedAt: agreed[0]?.agreedAt ?? null,
  });
}

type Drawn = Pick<Planning, 'invoice' | 'customer' | 'merchant' | 'first' | 'announcements'> & {
  readonly policy: CollectChoice['policy'];
  readonly parts: PlanRow;
};

async function draw(ctx: Context, visit: Visit, { policy, parts, ...drawn }: Drawn) {
  const { invoice } = drawn;
  const target = { id: invoice.id, version: invoice.linkVersion };
  const house = { paymentLinks: visit.merchant.paymentLinks, connectionId: visit.connectionId };
  const isPayable = whyNotPayable(ctx, invoice, house, false, parts) === null;
  return {
    id: invoice.id,
    number: invoiceNumber(invoice) ?? '',
    currency: invoice.currency,
    // What is charged next, where it is charged.
    amountRemaining: askedNow(ctx, invoice, parts),
    plan: policy === 'never' ? ({ kind: 'not' } as const) : planOf({ ...drawn, policy, now: ctx.now() }),
    viewUrl: await ctx.links.url('view', target),
    isPayable,
  };
}

/** Every agreement of a customer, newest first, word for word. */
export const readAgreements = async (
  ctx: Context,
  visit: Visit,
): Promise<Done<readonly (typeof agreements.$inferSelect)[]>> =>
  done(
    await ctx.db
      .select()
      .from(agreements)
      .where(and(eq(agreements.customerId, visit.customerId), eq(agreements.merchantId, visit.merchantId)))
      .orderBy(desc(agreements.id))
      .limit(50),
  );
