import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { planOf } from '../../db/queries/plan.ts';
import { isToChoose } from '../../db/queries/unanswered-choices.ts';
import { invoiceChoices, invoices } from '../../db/schema/index.ts';
import { mayOffer } from '../../domain/collection/may-offer.ts';
import { whenToCollect } from '../../domain/collection/policy.ts';
import type { Choice, MethodCard, Takes } from '../../domain/collection/types.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { amountRemaining, isOverdue } from '../../domain/invoice/state.ts';
import { type Done, done } from '../../domain/outcome.ts';
import { MOST_AT_ONCE } from '../checkout/order.ts';
import type { Context } from '../core/context.ts';
import { whyNotPayable } from '../facts/payable.ts';
import { askedNow } from '../facts/plan.ts';
import type { Visit } from '../facts/visit.ts';
import { listMethods, type ShownMethod } from '../methods/list-methods.ts';

/** An open invoice whose customer says what becomes of it. Amounts in minor units of its currency. */
export type OpenInvoice = {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  /** What is asked for now. */
  readonly remaining: number;
  /** Whether that is a part of it. */
  readonly isInParts: boolean;
  /** Whether it can be paid online now. */
  readonly isPayable: boolean;
  /** What was chosen since a method came on file last. */
  readonly chosen: Choice | null;
};

/** The invoices of one currency: one choice, and one payment. */
export type OpenInCurrency = {
  readonly currency: string;
  readonly invoices: readonly OpenInvoice[];
  /** Those that may be charged in this currency, the newest first. */
  readonly methods: readonly {
    readonly id: string;
    readonly card: MethodCard;
    readonly isDefault: boolean;
  }[];
  /** Whether any of them is charged automatically at all. */
  readonly canBeAutomatic: boolean;
  readonly hasMore: boolean;
};

/**
 * What a customer who added a method is asked: the invoices that were sent and are open, by currency, with the methods
 * on file. Empty where nothing is open.
 */
export async function readOpenInvoices(ctx: Context, visit: Visit): Promise<Done<readonly OpenInCurrency[]>> {
  const { db } = ctx;
  const [listed, [rows]] = await Promise.all([
    listMethods(ctx, visit),
    db.batch([
      db
        .select({ invoice: invoices, plan: planOf(invoices.id), choice: invoiceChoices.choice })
        .from(invoices)
        .leftJoin(
          invoiceChoices,
          and(eq(invoiceChoices.invoiceId, invoices.id), eq(invoiceChoices.customerId, visit.customerId)),
        )
        .where(and(isToChoose(visit), isNotNull(invoices.sentAt)))
        // Those that wait come first, then those that are due first.
        .orderBy(
          desc(sql`${invoiceChoices.invoiceId} IS NOT NULL AND ${invoiceChoices.choice} IS NULL`),
          sql`${invoices.dueAt} IS NULL`,
          asc(invoices.dueAt),
          asc(invoices.id),
        )
        .limit(MOST_READ),
    ]),
  ]);
  if (listed.kind !== 'done') throw new Error('visit of a missing customer');
  const { methods, owner } = listed.value;
  const { customer, merchant } = owner;
  const house = { paymentLinks: merchant.paymentLinks, connectionId: visit.connectionId };
  const { connection } = owner;
  const takes = { card: connection?.takesCard ?? true, ach: connection?.takesAch ?? true };
  const now = ctx.now();
  // Nothing is chosen any more for one whose money is under way.
  const open = rows.filter(
    ({ invoice }) => invoice.paymentStatus !== 'processing' && amountRemaining(invoice) > 0,
  );
  const policyOf = (invoice: Invoice) =>
    whenToCollect(
      { policy: merchant.collectPolicy },
      { ...customer, policy: customer.collectPolicy },
      invoice.collectPolicy,
    ).policy;
  const currencies = [...new Set(open.map(({ invoice }) => invoice.currency))].toSorted();
  return done(
    currencies.map((currency) => {
      const those = open.filter(({ invoice }) => invoice.currency === currency);
      return {
        currency,
        invoices: those.slice(0, MOST_AT_ONCE).map(({ invoice, plan, choice }) => ({
          id: invoice.id,
          version: invoice.version,
          number: invoiceNumber(invoice) ?? '',
          dueOn: invoice.dueDate,
          overdue: isOverdue(invoice, now),
          remaining: askedNow(ctx, invoice, plan),
          isInParts: plan.instalments.length > 0,
          isPayable: whyNotPayable(ctx, invoice, house, true, plan) === null,
          chosen: choice,
        })),
        methods: methods
          .filter((method) => mayCharge(method, { currency, timeZone: merchant.timeZone, now, takes }))
          .toSorted((a, b) => b.createdAt - a.createdAt)
          .map(({ id, card, isDefault }) => ({ id, card, isDefault })),
        canBeAutomatic: those.some(({ invoice }) => policyOf(invoice) !== 'never'),
        hasMore: those.length > MOST_AT_ONCE,
      };
    }),
  );
}

const MOST_READ = 100;

type Invoice = typeof invoices.$inferSelect;

type Offering = {
  readonly currency: string;
  readonly timeZone: string;
  readonly now: number;
  readonly takes: Takes;
};

const mayCharge = (method: ShownMethod, offering: Offering): boolean =>
  mayOffer(
    {
      id: method.id,
      kind: method.card.kind,
      state: method.state,
      isDefault: method.isDefault,
      position: 0,
      fingerprint: null,
      addedAt: method.createdAt,
      paidAt: method.paidAt,
      declinedAt: method.declinedAt,
      defaultSetAt: null,
      link: method.kept?.standing ?? null,
      expMonth: method.card.kind === 'card' ? method.card.expMonth : null,
      expYear: method.card.kind === 'card' ? method.card.expYear : null,
    },
    offering,
  );
