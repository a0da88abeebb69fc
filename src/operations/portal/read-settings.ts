import { and, asc, inArray, isNotNull, or } from 'drizzle-orm';
import { planOf } from '../../db/queries/plan.ts';
import { isOpenOf } from '../../db/queries/portal-invoices.ts';
import { selectUnanswered } from '../../db/queries/unanswered-choices.ts';
import { invoices } from '../../db/schema/index.ts';
import { isMethodExpired } from '../../domain/collection/choose-method.ts';
import { type CollectChoice, whenToCollect } from '../../domain/collection/policy.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { type DepositsEnd, depositsEnd } from '../../domain/methods/setup.ts';
import { type Done, done } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { whyNotPayable } from '../facts/payable.ts';
import { askedNow } from '../facts/plan.ts';
import type { Visit } from '../facts/visit.ts';
import { isBeingRemoved, listMethods, type OnFile, type ShownMethod } from '../methods/list-methods.ts';
import { DAY_MS } from '../methods/timing.ts';

/** A card that expires within this time can be replaced in one step. */
const ENDING_MS = 60 * DAY_MS;

/** How many invoices with a failed charge are shown at most. */
const MOST_FAILED = 5;

type PaymentSettings = {
  readonly policy: CollectChoice['policy'];
  readonly isOwnWord: boolean;
  readonly isConnected: boolean;
  /** The account takes ACH debits. */
  readonly takesAch: boolean;
  readonly methods: readonly (ShownMethod & {
    readonly isRemoving: boolean;
    readonly isExpired: boolean;
    readonly isEnding: boolean;
  })[];
  readonly ended: readonly { readonly card: MethodCard; readonly why: DepositsEnd }[];
  readonly failed: Awaited<ReturnType<typeof readOpen>>['failed'];
  /** How many open invoices wait for the customer to say what becomes of them. */
  readonly waiting: number;
};

/** What the page of payment settings shows. Amounts in minor units, instants in ms. */
export async function readSettings(ctx: Context, visit: Visit): Promise<Done<PaymentSettings>> {
  const [listed, { failed, waiting }] = await Promise.all([listMethods(ctx, visit), readOpen(ctx, visit)]);
  if (listed.kind !== 'done') throw new Error('visit of a missing customer');
  const { methods, ended, owner } = listed.value;
  const { customer, merchant } = owner;
  return done({
    policy: whenToCollect(
      { policy: merchant.collectPolicy },
      { policy: customer.collectPolicy, autopay: customer.autopay, autopayWhen: customer.autopayWhen },
      null,
    ).policy,
    isOwnWord: customer.autopay !== 'default',
    isConnected: visit.connectionId !== null,
    takesAch: owner.connection?.takesAch ?? true,
    methods: methods.map((method) => ({
      ...method,
      isRemoving: isBeingRemoved(method),
      isExpired: isExpired(method, visit.merchant.timeZone, ctx.now()),
      isEnding:
        method.state === 'usable' && isExpired(method, visit.merchant.timeZone, ctx.now() + ENDING_MS),
    })),
    // An account that was added again since needs no notice about the first attempt.
    ended: ended
      .filter((setup) => !methods.some((method) => isSameAccount(method, setup)))
      .map(({ card, failureCode }) => ({ card, why: depositsEnd(failureCode) })),
    waiting: methods.some(({ state }) => state === 'usable') ? waiting : 0,
    failed: methods.some(({ state }) => state === 'usable') ? failed : [],
  });
}

/** A card is valid to the end of its month in the merchant's time zone. */
export const isExpired = (method: Pick<ShownMethod, 'card' | 'id' | 'state'>, timeZone: string, at: number) =>
  method.card.kind === 'card' &&
  isMethodExpired(
    {
      id: method.id,
      kind: 'card',
      state: method.state,
      isDefault: false,
      position: 0,
      fingerprint: null,
      addedAt: 0,
      paidAt: null,
      declinedAt: null,
      defaultSetAt: null,
      expMonth: method.card.expMonth,
      expYear: method.card.expYear,
    },
    timeZone,
    at,
  );

const isSameAccount = (method: ShownMethod, { card }: OnFile['ended'][number]): boolean =>
  method.card.kind === card.kind &&
  method.card.kind !== 'other' &&
  card.kind !== 'other' &&
  method.card.last4 === card.last4;

/** Open invoices whose charge failed and that can be paid now, and how many wait for a choice. */
async function readOpen(ctx: Context, visit: Visit) {
  const { db } = ctx;
  const [rows, [unanswered]] = await db.batch([selectFailed(db, visit), selectUnanswered(db, visit)]);
  const house = { paymentLinks: visit.merchant.paymentLinks, connectionId: visit.connectionId };
  const payable = rows.filter(
    ({ invoice, plan }) => whyNotPayable(ctx, invoice, house, false, plan) === null,
  );
  return {
    waiting: unanswered?.waiting ?? 0,
    failed: payable.map(({ invoice, plan }) => ({
      id: invoice.id,
      number: invoiceNumber(invoice) ?? '',
      currency: invoice.currency,
      /** What is asked for now: of a plan a part. */
      asked: askedNow(ctx, invoice, plan),
    })),
  };
}

const selectFailed = (db: Context['db'], visit: Visit) =>
  db
    .select({ invoice: invoices, plan: planOf(invoices.id) })
    .from(invoices)
    .where(
      and(
        isOpenOf(visit),
        isNotNull(invoices.sentAt),
        or(
          inArray(invoices.paymentStatus, ['failed', 'returned']),
          inArray(invoices.collectStage, ['retrying', 'given_up']),
        ),
      ),
    )
    .orderBy(asc(invoices.id))
    .limit(MOST_FAILED);
