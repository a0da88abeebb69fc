// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the code's own text.
import type { Mutation } from './mutation.ts';

const COMMIT = 'src/db/commit.ts';
const CLAIM = 'src/operations/payments/commit-claim.ts';
const ENSURE = 'src/operations/payments/ensure-session.ts';
const FORBID = 'src/operations/invoices/apply-when-no-payment-open.ts';
const PAY_CART = 'src/operations/checkout/pay-cart.ts';
const OUTCOME = 'src/domain/payment/outcome.ts';
const SWEEP = 'src/operations/watch/sweep.ts';
const SUCCESS = 'src/operations/payments/apply-success.ts';

/** Guards of sessions, slots, outcomes and of the verbs that forbid money. */
export const PAYMENTS: readonly Mutation[] = [
  {
    name: 'one slot, on the stream and by key',
    guard:
      'A claim is decided on the invoice as it was read: the stream is locked, and the slot can be taken once.',
    within: 20,
    always: true,
    patches: [
      {
        file: 'migrations/0001_foundation.sql',
        find: 'CREATE TABLE slots (\n  invoice_id TEXT PRIMARY KEY REFERENCES invoices (id),\n  payment_id TEXT NOT NULL REFERENCES payments (id),\n  taken_at INTEGER NOT NULL\n) STRICT, WITHOUT ROWID;',
        replace:
          'CREATE TABLE slots (\n  invoice_id TEXT NOT NULL,\n  payment_id TEXT NOT NULL,\n  taken_at INTEGER NOT NULL\n) STRICT;',
      },
      {
        file: CLAIM,
        find: '      ...targets.map(({ invoice, head }) => ({\n',
        replace: '      ...targets.slice(targets.length).map(({ invoice, head }) => ({\n',
      },
    ],
  },
  {
    name: 'the slot is checked',
    guard: 'An open payment is reused or waited for before another starts.',
    within: 10,
    patches: [
      {
        file: PAY_CART,
        find: 'const cleared = await clearSlots(ctx, cart, order, targets);',
        replace: "const cleared = { kind: 'free' } as const;",
      },
      {
        file: CLAIM,
        find: 'ctx.db.insert(slots).values({ invoiceId, paymentId, takenAt: at })',
        replace:
          'ctx.db.insert(slots).values({ invoiceId, paymentId, takenAt: at }).onConflictDoUpdate({ target: slots.invoiceId, set: { paymentId } })',
      },
    ],
  },
  {
    name: 'id before the address',
    guard: 'A payer is sent to a session only after its id is committed.',
    within: 10,
    patches: [
      {
        file: ENSURE,
        find: "      return adopt(ctx, payment.id, created.value, stripe);\n    case 'refused':",
        replace:
          "      return { kind: 'session', facts: created.value, payment, forbidden: null };\n    case 'refused':",
      },
    ],
  },
  {
    name: 'the same key for the same session',
    guard: 'A retry of a session’s creation uses the same key and gets the same session.',
    within: 20,
    patches: [
      {
        file: ENSURE,
        find: 'stripe.createSession(params, `${payment.id}/session`)',
        replace: "stripe.createSession(params, `${payment.id}/session/${newId(ctx, 'req')}`)",
      },
    ],
  },
  {
    name: 'an unknown session is not given up',
    guard: 'Where Stripe did not answer, the payment keeps its slot until there is proof.',
    within: 20,
    patches: [
      {
        file: ENSURE,
        find: "      if (payment.state === 'unknown') return find(ctx, snapshot, stripe);\n      await markUnknown(",
        replace: '      return closeNeverCreated(ctx, snapshot);\n      await markUnknown(',
      },
    ],
  },
  {
    name: 'closed on proof alone',
    guard: 'A payment closes when its session is expired, not while the payer may still pay.',
    within: 10,
    patches: [
      {
        file: OUTCOME,
        find: "    return session.status === 'expired'\n      ? close(payment, 'canceled', 'expired')",
        replace: "    return session.status !== 'complete'\n      ? close(payment, 'canceled', 'expired')",
      },
    ],
  },
  {
    name: 'verbs wait for the slot',
    guard: 'A verb that forbids money takes effect once the slot is free.',
    within: 10,
    patches: [
      {
        file: FORBID,
        find: '  if (read.paymentId !== null) {',
        replace: '  if (read.paymentId === null && asked === "") {',
      },
      {
        file: FORBID,
        find: '  if (read.paymentId === null) {\n    const committed = await planned',
        replace: '  if (read.paymentId !== "") {\n    const committed = await planned',
      },
    ],
  },
  {
    name: 'a verb is finished',
    guard:
      'A verb whose worker died is finished by its job, by the job that frees the slot, or by the sweep.',
    within: 120,
    patches: [
      {
        file: SWEEP,
        find: 'export async function sweepVerbs(ctx: Context): Promise<void> {',
        replace:
          'export async function sweepVerbs(ctx: Context): Promise<void> {\n  if (ctx !== null) return;',
      },
      {
        file: FORBID,
        find: "    effects: [effect(ctx, 'finish_verb', { invoiceId: invoice.id }, at + FINISH_AFTER_MS)],",
        replace: '    effects: [],',
      },
      {
        file: 'src/operations/payments/recheck-after-slot-freed.ts',
        find: '.filter(({ invoice }) => invoice.pendingVerb !== null)',
        replace: ".filter(({ invoice }) => invoice.id === '')",
      },
    ],
  },
  {
    name: 'the lock of a stream',
    guard: 'A journal entry’s place is unique, so a decision on outdated rows does not commit.',
    within: 10,
    patches: [
      {
        file: 'migrations/0001_foundation.sql',
        find: '  PRIMARY KEY (stream_type, stream_id, seq),\n  UNIQUE (stream_type, stream_id, command_id)\n) STRICT, WITHOUT ROWID;',
        replace: '  UNIQUE (stream_type, stream_id, command_id)\n) STRICT;',
      },
    ],
  },
  {
    name: 'a lost race is read back',
    guard: 'After an error the journal says whether another command was first.',
    within: 20,
    patches: [
      {
        file: COMMIT,
        find: "    if (head.hash !== append.head.hash) return { kind: 'lost_race' };\n",
        replace:
          "    if ((head?.seq ?? 0) > append.head.seq) return { kind: 'committed', result: change.result, replayed: false };\n",
      },
    ],
  },
  {
    name: 'a decline inside a session closes nothing',
    guard: 'The payer may try another card in the same session.',
    within: 20,
    patches: [
      {
        file: OUTCOME,
        find: "      return session.status === 'open' ? advance(payment, 'session_open') : end(payment, session.status);",
        replace:
          "      return session.status === 'open' && intent.failureCode === null ? advance(payment, 'session_open') : close(payment, 'failed', 'failed');",
      },
    ],
  },
  {
    name: 'a debit that bounced is over',
    guard:
      'Nobody can confirm or cancel the PaymentIntent of a completed session: that it waits for a method is proof.',
    within: 10,
    patches: [
      {
        file: OUTCOME,
        find: "      return session.status === 'open' ? advance(payment, 'session_open') : end(payment, session.status);",
        replace:
          "      return session.status === 'open' ? advance(payment, 'session_open') : cancelFirst(payment, intent.intentId);",
      },
    ],
  },
  {
    name: 'a payer at the bank is waited for',
    guard: 'An expired session may still be paid by somebody who is at the page of 3-D Secure.',
    within: 30,
    patches: [
      {
        file: OUTCOME,
        find: "      if (session.status === 'expired' && payerIsGone) return end(payment, 'expired');\n      return advance(",
        replace:
          "      if (session.status === 'expired') return end(payment, 'expired');\n      return advance(",
      },
    ],
  },
  {
    name: 'a success after the close is booked',
    guard: 'Received money is booked even if the payment was already closed.',
    within: 10,
    patches: [
      {
        file: SUCCESS,
        find: 'ctx.db.delete(slots).where(eq(slots.paymentId, payment.id))',
        replace: "ctx.db.delete(slots).where(eq(slots.paymentId, ''))",
      },
    ],
  },
  {
    name: 'open payments are polled',
    guard: 'A success shows without any webhook.',
    within: 10,
    patches: [
      {
        file: SWEEP,
        find: 'export async function sweepPayments(ctx: Context): Promise<void> {',
        replace:
          'export async function sweepPayments(ctx: Context): Promise<void> {\n  if (ctx !== null) return;',
      },
    ],
  },
  {
    name: 'the sweep retries',
    guard: 'A failed check of a payment is retried.',
    within: 40,
    patches: [
      {
        file: 'src/db/writes/checks.ts',
        find: '.update(payments)\n    .set({ checkAt: next })',
        replace: '.update(payments)\n    .set({ checkAt: null })',
      },
    ],
  },
  {
    name: 'no rest is stranded',
    guard: 'A part that staff record, or that credit pays, leaves nothing or what can be charged.',
    within: 20,
    patches: [
      {
        file: 'src/domain/payment/rest.ts',
        find: '  return rest === null || rest > owed ? most : owed - rest;',
        replace: '  return most;',
      },
    ],
  },
  {
    name: 'another merchant’s object is foreign',
    guard:
      'An object that names a merchant which is not here is left alone, though its deployment has our name.',
    within: 10,
    patches: [
      {
        file: 'src/domain/payment/whose-object.ts',
        find: '(merchantId === null || here.merchantIds.includes(merchantId)) &&',
        replace: "(merchantId === null || merchantId !== '') &&",
      },
    ],
  },
];
