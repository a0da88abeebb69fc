// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the code's own text.
import type { Mutation, Patch } from './mutation.ts';

const CHARGE = 'src/operations/payments/charge-claimed.ts';
const HOLD = 'src/operations/payments/record-intent-id.ts';
const RECORD = 'src/operations/payments/record-outcome.ts';
const SETTLE = 'src/operations/payments/resolve-claim.ts';

/** The claim's intent is not searched for at Stripe. */
const FOUND: Patch = {
  file: SETTLE,
  find: "  if (found.kind === 'ok' && found.value !== null) {",
  replace: "  if (found.kind === 'ok' && found.value !== null && payment.id === '') {",
};

/** Guards of automatic charging. */
export const COLLECTION: readonly Mutation[] = [
  {
    name: 'what a link kept is announced',
    guard: 'A method that a payer left by link is charged only after a notice that named it.',
    within: 20,
    patches: [
      {
        file: 'src/domain/collection/next-step.ts',
        find: "  const isLinks = choice.method.link === 'confirmed';",
        replace: '  const isLinks = false;',
      },
    ],
  },
  {
    name: 'who paid last leads',
    guard: 'The method that paid last is charged first.',
    within: 40,
    patches: [
      {
        file: 'src/domain/collection/order.ts',
        find: '  Math.max(paidAt ?? 0, isDefault ?',
        replace: '  Math.max(paidAt === -1 ? 1 : 0, isDefault ?',
      },
    ],
  },
  {
    name: 'a declined method steps back',
    guard: 'A method whose last charge was declined is charged after all others.',
    within: 40,
    patches: [
      {
        file: 'src/domain/collection/order.ts',
        find: '  declinedAt !== null && !(',
        replace: '  declinedAt === -1 && !(',
      },
    ],
  },
  {
    name: 'known before it is confirmed',
    guard:
      'A PaymentIntent is confirmed after its id is committed; one whose id was lost is found by its metadata.',
    within: 20,
    always: true,
    patches: [
      {
        file: CHARGE,
        find: '  const held = await recordIntentId(ctx, paymentId, made.value, stripe);\n  if (held === null) return outcome();',
        replace: '  const held = claimed;',
      },
      FOUND,
    ],
  },
  {
    name: 'a worker that stood still does not charge',
    guard:
      'A claim whose worker died is closed only after its intent was searched for; a worker that finds its payment closed cancels its intent; the final check reads what forbids money again.',
    within: 30,
    patches: [
      FOUND,
      {
        file: HOLD,
        find: '    if (!isOpen(payment.state) || payment.stripePaymentIntentId !== null) {',
        replace:
          '    if (!isOpen(payment.state)) return snapshot;\n    if (payment.stripePaymentIntentId !== null) {',
      },
      {
        file: CHARGE,
        find: '  if (forbidden !== null) {',
        replace: "  if (forbidden !== null && paymentId === '') {",
      },
    ],
  },
  {
    name: 'cancel before release',
    guard: 'An intent is cancelled, and retrieved after that, before its payment gives the slot back.',
    within: 20,
    patches: [
      {
        file: RECORD,
        find: '  const canceled = await stripe.cancelIntent(intentId, `',
        replace:
          '  const canceled = await stripe.retrieveIntent(intentId);\n  if (stripe === null) await stripe.cancelIntent(intentId, `',
      },
      {
        file: RECORD,
        find: "  if (outcome.kind !== 'close') {\n    if (outcome.kind !== 'cancel_first' && outcome.kind !== 'unconfirmed') return CONFLICT;",
        replace: "  if (outcome.kind === 'succeed') return CONFLICT;\n  if (outcome.kind === 'anomaly') {",
      },
      {
        file: RECORD,
        find: 'failureCode === undefined ? outcome :',
        replace: "failureCode === undefined ? ({ to: 'canceled', reason: 'canceled' } as const) :",
      },
    ],
  },
  {
    name: 'the link makes room for autopay',
    guard:
      'A charge by itself expires the session that holds the slot, and goes on only where that is proved.',
    within: 30,
    patches: [
      {
        file: 'src/operations/collection/collect-invoice.ts',
        find: '  if (slot !== null) {\n    const state = await expireSession(ctx, slot.id);\n    if (!canStillSucceed(state)) return CONFLICT;',
        replace: '  if (slot !== null && canStillSucceed("unknown") === (expireSession === null)) {',
      },
      {
        file: 'src/operations/payments/commit-claim.ts',
        find: 'ctx.db.insert(slots).values({ invoiceId, paymentId, takenAt: at })',
        replace:
          'ctx.db.insert(slots).values({ invoiceId, paymentId, takenAt: at }).onConflictDoUpdate({ target: slots.invoiceId, set: { paymentId } })',
      },
    ],
  },
  {
    name: 'an opt-out stops what has begun',
    guard: 'An opt-out cancels the charge that is under way before it is answered.',
    within: 20,
    patches: [
      {
        file: 'src/operations/autopay/opt-out.ts',
        find: 'return thenRead(recorded, () => stopAutopay(ctx, who.customerId));',
        replace: "return recorded.kind === 'done' ? { kind: 'done', value: 'stopped' } : recorded;",
      },
      {
        file: 'src/domain/payment/final-check.ts',
        find: "  if (via === 'autopay' && isOptedOut) return 'opted_out';\n",
        replace: '',
      },
    ],
  },
  {
    name: 'nothing begins after an opt-out',
    guard: 'A charge that was decided before an opt-out is not begun after it.',
    within: 40,
    patches: [
      {
        file: 'migrations/0008_adoption.sql',
        find: "WHEN NEW.via = 'autopay' AND NEW.state = 'claimed'",
        replace: "WHEN NEW.via = 'nobody' AND NEW.state = 'claimed'",
      },
      {
        file: 'src/domain/payment/final-check.ts',
        find: "  if (via === 'autopay' && isOptedOut) return 'opted_out';\n",
        replace: '',
      },
    ],
  },
  {
    name: 'what the queue lost is checked again',
    guard: 'An invoice’s next check is set before the invoice is enqueued.',
    within: 20,
    patches: [
      {
        file: 'src/db/writes/checks.ts',
        find: "SET collect_look_at = given.value ->> 'next'",
        replace: 'SET collect_look_at = null',
      },
    ],
  },
  {
    name: 'a recheck is not postponed',
    guard:
      'A decision on what was so before a method was added does not undo the look that the method asked for.',
    within: 30,
    patches: [
      {
        file: 'src/db/queries/next-check.ts',
        find: 'WHEN ${invoices.checkRequests} = ${seenRequests} THEN',
        replace: 'WHEN ${invoices.checkRequests} >= ${seenRequests} THEN',
      },
    ],
  },
  {
    name: 'a method asks first',
    guard: 'Adding a method does not charge at once what was open then.',
    within: 20,
    patches: [
      {
        file: 'src/domain/collection/next-step.ts',
        find: 'if (awaitsChoice(facts,',
        replace: "if (policy !== 'on_send' && awaitsChoice(facts,",
      },
    ],
  },
  {
    name: 'a failure is announced',
    guard: 'Both sides are notified of a failed charge.',
    within: 20,
    patches: [
      {
        file: 'src/operations/collection/save-decision.ts',
        find: 'notify === null ? NO_MESSAGES : notifyFailure(',
        replace: "notify?.paymentId !== '' ? NO_MESSAGES : notifyFailure(",
      },
    ],
  },
  {
    name: 'whoever pays by themselves is not paid for',
    guard: 'A parent is not charged for a customer who has a method of their own switched on.',
    within: 20,
    patches: [
      {
        file: 'src/db/queries/payer.ts',
        find: 'owing.parent_id IS NULL OR ${HAS_OWN} THEN',
        replace: 'owing.parent_id IS NULL THEN',
      },
    ],
  },
];
