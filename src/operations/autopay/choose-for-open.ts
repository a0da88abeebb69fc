import { and, inArray } from 'drizzle-orm';
import { paidBy } from '../../db/queries/payer.ts';
import { ownedBy } from '../../db/queries/portal-invoices.ts';
import { invoiceChoices, invoices } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import type { Choice } from '../../domain/collection/types.ts';
import { DONE, done, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  newId,
  retryOnConflict,
} from '../core/context.ts';
import { recheckInvoices } from '../facts/recheck-invoices.ts';
import type { Owner, Visit } from '../facts/visit.ts';
import { pauseInvoice, resumeInvoice } from './pause-invoice.ts';

export type Chosen = {
  readonly choice: Choice;
  readonly invoiceIds: readonly string[];
  /** The method that is to be charged now; null for another one on Stripe's page. */
  readonly methodId: string | null;
};

/** Whose invoices they are, and who chooses for them. */
type Chooser = Owner & Pick<Visit, 'sessionId' | 'personEmail'>;

/** `under_way`: a debit for one of them was sent before, and cannot be recalled. */
type Kept = Outcome<'kept' | 'under_way'>;

/**
 * Keeps what a customer chose for invoices that were open when a method came on file, with a journal entry. *Not
 * automatically* pauses them, which is answered once nothing of autopay's can succeed any more (I8); *on the due date*
 * resumes what was paused. *Pay now* is kept before the caller begins the payment. Invoices that were paid or voided
 * meanwhile are left out. Choosing the same again changes nothing. Rejects with `not_found` where one is not theirs to pay, and
 * `invoice_not_open` where none is open any more, and `stopped_meanwhile` where one was paused after this was chosen.
 */
export async function chooseForOpen(
  ctx: Context,
  { who, chosen }: { readonly who: Chooser; readonly chosen: Chosen },
): Promise<Kept> {
  const ids = [...new Set(chosen.invoiceIds)];
  const rows = await ctx.db
    .select({ id: invoices.id, status: invoices.status })
    .from(invoices)
    .where(and(ownedBy(who), paidBy(who.customerId), inArray(invoices.id, ids)));
  if (rows.length !== ids.length) return refused({ code: 'not_found', what: 'invoice' });
  const open = rows.filter(({ status }) => status === 'open').map(({ id }) => id);
  if (open.length === 0) return refused({ code: 'invoice_not_open', status: rows[0]?.status ?? 'void' });
  // First, so that a worker that dies in between leaves an invoice paused and unanswered, never answered and charged.
  const applied = await applyPauses(ctx, chosen.choice, open);
  if (applied.kind === 'refused') return applied;
  const kept = await retryOnConflict(ctx, () => keep(ctx, who, { ...chosen, invoiceIds: open }));
  return kept.kind === 'done' ? applied : kept;
}

async function applyPauses(ctx: Context, choice: Choice, ids: readonly string[]): Promise<Kept> {
  let worst: Kept = done('kept');
  for (const invoiceId of ids) {
    switch (choice) {
      case 'pay_now':
        break;
      case 'on_due_date': {
        const resumed = await resumeInvoice(ctx, { invoiceId });
        if (resumed.kind === 'refused' && resumed.rejection.code === 'stopped_meanwhile') return resumed;
        break;
      }
      case 'not_automatically': {
        const paused = await pauseInvoice(ctx, { invoiceId });
        // One that was paid a moment ago needs no pause.
        if (paused.kind === 'stripe_unavailable' || paused.kind === 'lost_race') worst = STRIPE_UNAVAILABLE;
        else if (paused.kind === 'done' && paused.value === 'under_way' && worst.kind === 'done')
          worst = done('under_way');
        break;
      }
      default:
        return choice satisfies never;
    }
  }
  return worst;
}

async function keep(
  ctx: Context,
  who: Chooser,
  { choice, invoiceIds, methodId }: Chosen,
): Promise<ConflictOr<Outcome<null>>> {
  const { db } = ctx;
  const stream = { type: 'customer', id: who.customerId } as const;
  const [before, head] = await db.batch([
    db
      .select({
        invoiceId: invoiceChoices.invoiceId,
        customerId: invoiceChoices.customerId,
        choice: invoiceChoices.choice,
      })
      .from(invoiceChoices)
      .where(inArray(invoiceChoices.invoiceId, [...invoiceIds])),
    selectHead(db, stream),
  ]);
  const isKept = (id: string) =>
    before.some((row) => row.invoiceId === id && row.customerId === who.customerId && row.choice === choice);
  const news = invoiceIds.filter((id) => !isKept(id));
  if (news.length === 0) return decided(DONE);
  const at = ctx.now();
  const { customerId, merchantId, sessionId } = who;
  const answer = { customerId, choice, chosenAt: at, chosenBy: who.personEmail };
  const committed = await commitChange(ctx, {
    merchantId,
    commandId: `choice/${newId(ctx, 'req')}`,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: 'invoices_chosen',
        data: { choice, invoiceIds: news, methodId, sessionId },
      },
    ],
    rows: [
      ...news.map((invoiceId) =>
        db
          .insert(invoiceChoices)
          .values({ invoiceId, merchantId, askedAt: at, ...answer })
          .onConflictDoUpdate({ target: invoiceChoices.invoiceId, set: answer }),
      ),
      recheckInvoices(db, customerId, at),
    ],
    effects: [],
    result: null,
  });
  return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
}
