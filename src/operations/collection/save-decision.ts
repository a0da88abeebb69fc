import { eq } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import type { Collectable } from '../../db/queries/collectable.ts';
import { nextCheckAfter } from '../../db/queries/next-check.ts';
import { invoices } from '../../db/schema/index.ts';
import { setInvoiceCheck } from '../../db/writes/checks.ts';
import { countReminders } from '../../db/writes/plan.ts';
import { asChosen } from '../../domain/collection/await-choice.ts';
import { collectAt, partPolicy, whenToCollect } from '../../domain/collection/policy.ts';
import type { CollectionFacts, Decision, QuietStep } from '../../domain/collection/types.ts';
import { type Context, commitChange, newId } from '../core/context.ts';
import {
  type AboutInvoice,
  allOf,
  type MessageRows,
  messageRows,
  NO_MESSAGES,
  recipientsOf,
  sidesOf,
} from '../core/queue-message.ts';
import { notifyFailure } from './notify-failure.ts';

const DAY_MS = 24 * 3_600_000;

type Columns = Partial<typeof invoices.$inferInsert>;

/**
 * Commits a decision that charges nothing: the next check, the stage of collection, the notice or reminder, and the
 * message about a failure. If only the time of the next check changes, no journal entry is made.
 */
export async function saveDecision(
  ctx: Context,
  read: Collectable,
  facts: CollectionFacts,
  decision: Decision<QuietStep>,
): Promise<'committed' | 'lost_race'> {
  const { invoice, head } = read;
  const at = ctx.now();
  const columns = columnsOf(read, facts, decision);
  const next = decision.step.kind === 'rest' ? decision.step.until : at;
  const part = read.plan.instalments.find(({ dueDate }) => dueDate === facts.invoice.dueDate);
  const notification = messages(ctx, read, { facts, decision, part }, at);
  const update = (): Statement =>
    ctx.db
      .update(invoices)
      .set({ ...columns, nextCheckAt: nextCheckAfter(invoice.checkRequests, next, at), updatedAt: at })
      .where(eq(invoices.id, invoice.id));
  if (!saysSomething(read, columns) && notification.rows.length === 0) {
    await scheduleCheck(ctx, invoice, next);
    return 'committed';
  }
  const { step, stage, notify } = decision;
  const data = {
    step: step.kind,
    stage,
    reason: step.kind === 'rest' ? step.reason : null,
    told: notify?.paymentId ?? null,
  };
  const committed = await commitChange(ctx, {
    merchantId: invoice.merchantId,
    commandId: `collection/${newId(ctx, 'req')}`,
    at,
    appends: [{ stream: { type: 'invoice', id: invoice.id }, head, type: 'collection_decided', data }],
    rows: [
      update(),
      ...(part === undefined || step.kind !== 'remind'
        ? []
        : [countReminders(ctx.db, invoice.id, { position: part.position, reminders: step.number })]),
      ...notification.rows,
    ],
    effects: [...notification.effects],
    result: null,
  });
  return committed.kind === 'committed' ? 'committed' : 'lost_race';
}

/** Changes only the time of the next check (ms, or never): no decision, so no journal entry. */
export async function scheduleCheck(
  ctx: Context,
  invoice: Collectable['invoice'],
  next: number | null,
): Promise<void> {
  if (invoice.nextCheckAt === next) return;
  await setInvoiceCheck(ctx.db, invoice, next);
}

function columnsOf(
  read: Collectable,
  facts: CollectionFacts,
  { step, stage, notify }: Decision<QuietStep>,
): Columns {
  const said: Columns = {
    collectStage: stage,
    ...(notify !== null && { collectTold: notify.paymentId }),
    ...planned(read, facts),
  };
  switch (step.kind) {
    case 'rest':
      return { ...said, collectReason: step.reason };
    case 'notice':
      return {
        ...said,
        collectReason: 'noticed',
        noticedFor: step.chargeAt,
        noticedMethod: step.methodId,
        collectAt: step.chargeAt,
      };
    case 'remind':
      return { ...said, reminders: step.number };
  }
}

/** When it will first be charged automatically, as planned now, for display. */
function planned({ invoice, merchant, asked }: Collectable, facts: CollectionFacts): Columns {
  if (invoice.sentAt === null || invoice.status !== 'open') return {};
  const decided = whenToCollect(facts.merchant, facts.customer, invoice.collectPolicy);
  const { part, dueDate } = facts.invoice;
  const { timeZone } = merchant;
  const policy = partPolicy(asChosen(decided, asked).policy, {
    dueDate,
    isPart: part != null,
    sentAt: invoice.sentAt,
    timeZone,
  });
  const plan = collectAt(policy, {
    hour: merchant.collectHour,
    timeZone,
    dueDate,
    sentAt: invoice.sentAt,
    noticedFor: part == null ? invoice.noticedFor : facts.invoice.noticedFor,
  });
  return { collectAt: plan?.at ?? null, collectLocal: plan?.local ?? null };
}

/** Whether anything but the time of the next check is new. */
function saysSomething({ invoice }: Collectable, columns: Columns): boolean {
  const { collectLocal, ...others } = columns;
  const isNew = Object.entries(others).some(([name, value]) => Reflect.get(invoice, name) !== value);
  return isNew || JSON.stringify(collectLocal ?? null) !== JSON.stringify(invoice.collectLocal ?? null);
}

type Saying = {
  readonly facts: CollectionFacts;
  readonly decision: Decision<QuietStep>;
  /** The part that it is about, of an invoice with a plan. */
  readonly part: { readonly position: number } | undefined;
};

function messages(
  ctx: Context,
  read: Collectable,
  { facts, decision, part }: Saying,
  at: number,
): MessageRows {
  const { step, notify } = decision;
  const { invoice, customer } = read;
  const failure = notify === null ? NO_MESSAGES : notifyFailure(ctx, read, notify, at);
  if (step.kind !== 'notice' && step.kind !== 'remind') return failure;
  const method = step.kind === 'notice' ? read.methods.find(({ id }) => id === step.methodId) : undefined;
  // The same notice again, a day after nobody got it.
  const isAgain = step.kind === 'notice' && step.chargeAt === invoice.noticedFor;
  const again = isAgain ? `/${Math.floor(at / DAY_MS)}` : '';
  const own: Omit<AboutInvoice, 'recipients'> = {
    merchantId: invoice.merchantId,
    invoiceId: invoice.id,
    paymentId: null,
    cause:
      step.kind === 'notice'
        ? `notice/${invoice.id}/${step.chargeAt}/${step.methodId}${again}`
        : part === undefined
          ? `reminder/${invoice.id}/${step.number}`
          : `reminder/${invoice.id}/${part.position}/${step.number}`,
    message:
      step.kind === 'notice' && method !== undefined
        ? {
            template: 'charge_notice',
            chargeAt: step.chargeAt,
            amount: facts.invoice.amountRemaining,
            method: method.summary,
          }
        : {
            template: 'reminder',
            number: step.kind === 'remind' ? step.number : 0,
            failed: invoice.paymentStatus === 'failed',
          },
  };
  // A charge is announced to whoever pays it; what is owed is said to its customer, too.
  const sides =
    step.kind === 'notice'
      ? [{ customerId: customer.id, recipients: recipientsOf(customer) }]
      : sidesOf(read.debtors);
  return allOf([failure, ...sides.map((side) => messageRows(ctx, at, { ...own, ...side }))]);
}
