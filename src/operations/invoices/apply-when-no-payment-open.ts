import { eq } from 'drizzle-orm';
import { invoices } from '../../db/schema/index.ts';
import type { CreditNoteAsk } from '../../domain/credit-note/ask.ts';
import type { OfflinePayment, PendingVerb, SmallRest } from '../../domain/invoice/status.ts';
import { done, LOST_RACE, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { canStillSucceed, expireSession } from '../payments/expire-session.ts';
import { planVerb } from './plan-verb.ts';
import { dropOf, type ReadForVerb, readForVerb } from './read-for-verb.ts';
import type { Verb } from './refuse-asked.ts';

/** After this, the sweep finishes a verb whose worker died. */
const FINISH_AFTER_MS = 30_000;

/**
 * Credits an invoice by a document of its own: in full, by amount or by line. It takes off what is still due; what was paid
 * is given back, as asked. An open payment is closed before; a debit that is under way refuses it.
 */
export const creditInvoice = (
  ctx: Context,
  { scope, note, ...ask }: Scoped<Ask & { readonly note: CreditNoteAsk }>,
): Promise<VerbAnswer> => applyWhenNoPaymentOpen(ctx, scope, ask, { verb: 'credit_note', note });

type Ask = { readonly invoiceId: string; readonly commandId: string };
type VerbAnswer = Outcome<{ readonly invoiceId: string }>;
/** Voids an open or uncollectible invoice without payments. Its customer is notified if it was sent. */
export const voidInvoice = (ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<VerbAnswer> =>
  applyWhenNoPaymentOpen(ctx, scope, ask, { verb: 'void' });

/** Marks an open invoice uncollectible: it stays on the books, and its links stop taking money. */
export const markUncollectible = (ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<VerbAnswer> =>
  applyWhenNoPaymentOpen(ctx, scope, ask, { verb: 'mark_uncollectible' });

/**
 * Records money received outside Stripe, in minor units of the invoice's currency, by a named person. More than is owed
 * is refused, or becomes the customer's credit with `surplus`. A part whose rest nobody could charge is refused as well,
 * unless `smallRest` says that this is known.
 */
export const recordPayment = (
  ctx: Context,
  { scope, ...ask }: Scoped<Ask & RecordedPart>,
): Promise<VerbAnswer> =>
  applyWhenNoPaymentOpen(ctx, scope, ask, {
    verb: 'record_payment',
    payment: ask.payment,
    ...(ask.surplus !== undefined && { surplus: ask.surplus }),
    ...(ask.smallRest !== undefined && { smallRest: ask.smallRest }),
    ...(ask.mailsReceipt === true && { mailsReceipt: true }),
  });

/**
 * Reverses a payment that was recorded: its money never came, or was another invoice's. Nothing is deleted: a counter-entry
 * makes the invoice owed again, and what became the customer's credit is taken back with it. Rejects with
 * `payment_reversed`, `credit_used` and `gave_back`.
 */
export const reversePayment = (
  ctx: Context,
  {
    scope,
    offlinePaymentId,
    by,
    ...ask
  }: Scoped<Ask & { readonly offlinePaymentId: string; readonly by: string }>,
): Promise<VerbAnswer> =>
  applyWhenNoPaymentOpen(ctx, scope, ask, { verb: 'reverse_payment', offlinePaymentId, by });

type RecordedPart = {
  readonly payment: OfflinePayment;
  readonly mailsReceipt?: boolean;
  readonly surplus?: 'credit';
  readonly smallRest?: SmallRest;
};

/**
 * Pays an invoice from its customer's credit: up to `amount` minor units, or everything owed if it is null. So much is
 * kept that the rest can be charged, unless `smallRest` says otherwise.
 */
export const applyCredit = (
  ctx: Context,
  { scope, ...ask }: Scoped<Ask & { readonly amount: number | null; readonly smallRest?: SmallRest }>,
): Promise<VerbAnswer> =>
  applyWhenNoPaymentOpen(ctx, scope, ask, {
    verb: 'apply_credit',
    amount: ask.amount,
    ...(ask.smallRest !== undefined && { smallRest: ask.smallRest }),
  });

/**
 * A verb that forbids money. With no payment open, it takes effect at once, in one commit that races with any claim on
 * the invoice's stream. Otherwise it is recorded first, so that nothing new begins; then the open payment is closed at
 * Stripe; then it takes effect, or is refused because the money came (I8).
 */
async function applyWhenNoPaymentOpen(ctx: Context, scope: Scope, ask: Ask, verb: Verb): Promise<VerbAnswer> {
  const asked = await retryOnConflict(ctx, () => request(ctx, scope, ask, verb));
  if (asked !== 'recorded') return asked;
  return retryOnConflict(ctx, () => finish(ctx, ask.invoiceId, { commandId: ask.commandId, verb }));
}

async function request(
  ctx: Context,
  scope: Scope,
  ask: Ask,
  verb: Verb,
): Promise<ConflictOr<VerbAnswer | 'recorded'>> {
  const read = await readForVerb(ctx.db, scope, ask.invoiceId, ask.commandId);
  if (read === null) return decided(refused({ code: 'not_found', what: 'invoice' }));
  const { invoice } = read;
  if (read.wasDropped) return decided(await droppedAnswer(ctx, read, verb));
  if (read.wasCommanded) {
    const isPending = invoice.pendingVerb?.commandId === ask.commandId;
    return decided(isPending ? 'recorded' : done({ invoiceId: invoice.id }));
  }
  const planned = await planVerb(ctx, read, verb);
  if (planned.kind !== 'done') return decided(planned);
  if (read.isBeingRestored) return decided(refused({ code: 'payments_being_restored' }));
  const at = ctx.now();
  const pending: PendingVerb = { ...verb, commandId: ask.commandId, requestedAt: at };
  if (read.paymentId === null) {
    const committed = await planned.value(pending, ask.commandId);
    return committed.kind === 'committed' ? decided(done({ invoiceId: invoice.id })) : CONFLICT;
  }
  const committed = await commitChange(ctx, {
    merchantId: invoice.merchantId,
    commandId: ask.commandId,
    at,
    appends: [
      {
        stream: { type: 'invoice', id: invoice.id },
        head: read.head,
        type: `${verb.verb}_requested` as const,
        data: null,
      },
    ],
    rows: [
      ctx.db.update(invoices).set({ pendingVerb: pending, updatedAt: at }).where(eq(invoices.id, invoice.id)),
    ],
    effects: [effect(ctx, 'finish_verb', { invoiceId: invoice.id }, at + FINISH_AFTER_MS)],
    result: null,
  });
  return committed.kind === 'committed' ? decided('recorded') : CONFLICT;
}

/** Applies an invoice's pending verb, or drops it if money came. Safe to run twice and concurrently. */
export const finishVerb = (
  ctx: Context,
  { invoiceId }: { readonly invoiceId: string },
): Promise<VerbAnswer> => retryOnConflict(ctx, () => finish(ctx, invoiceId, null));

/** A command that waits for the answer. */
type Asked = { readonly commandId: string; readonly verb: Verb };

/** Another worker may finish or drop the verb of `asked` first. */
async function finish(ctx: Context, invoiceId: string, asked: Asked | null): Promise<ConflictOr<VerbAnswer>> {
  const read = await readForVerb(ctx.db, null, invoiceId, asked?.commandId ?? '');
  if (read === null) return decided(refused({ code: 'not_found', what: 'invoice' }));
  const { invoice } = read;
  const pending = invoice.pendingVerb;
  if (asked !== null && read.wasDropped) return decided(await droppedAnswer(ctx, read, asked.verb));
  if (pending === null || (asked !== null && pending.commandId !== asked.commandId))
    return decided(done({ invoiceId }));
  if (read.isBeingRestored) return decided(LOST_RACE);
  if (read.paymentId !== null) {
    const state = await expireSession(ctx, read.paymentId);
    if (state === 'unknown') return decided(STRIPE_UNAVAILABLE);
    if (!canStillSucceed(state)) return CONFLICT;
    // Stripe says that its payer is still paying.
    if (state !== 'processing' && state !== 'verifying') return decided(LOST_RACE);
    // A debit on its way cannot be stopped: the verb is dropped and refused.
    const dropped = await dropVerb(ctx, read, pending);
    return dropped ? decided(refused({ code: 'payment_in_progress' })) : CONFLICT;
  }
  const planned = await planVerb(ctx, { ...read, invoice: { ...invoice, pendingVerb: null } }, pending);
  if (planned.kind !== 'done') return (await dropVerb(ctx, read, pending)) ? decided(planned) : CONFLICT;
  const committed = await planned.value(pending, `${pending.commandId}/effect`);
  return committed.kind === 'committed' ? decided(done({ invoiceId })) : CONFLICT;
}

/** The answer to a command whose verb was dropped: the money came, or is on its way. */
async function droppedAnswer(ctx: Context, read: ReadForVerb, verb: Verb): Promise<VerbAnswer> {
  const planned = await planVerb(ctx, { ...read, invoice: { ...read.invoice, pendingVerb: null } }, verb);
  return planned.kind === 'refused' ? planned : refused({ code: 'payment_in_progress' });
}

async function dropVerb(
  ctx: Context,
  { invoice, head }: ReadForVerb,
  pending: PendingVerb,
): Promise<boolean> {
  const at = ctx.now();
  const committed = await commitChange(ctx, {
    merchantId: invoice.merchantId,
    commandId: dropOf(pending.commandId),
    at,
    appends: [
      {
        stream: { type: 'invoice', id: invoice.id },
        head,
        type: `${pending.verb}_dropped` as const,
        data: null,
      },
    ],
    rows: [
      ctx.db.update(invoices).set({ pendingVerb: null, updatedAt: at }).where(eq(invoices.id, invoice.id)),
    ],
    effects: [],
    result: null,
  });
  return committed.kind === 'committed';
}
