import type { Mutation } from './mutation.ts';

const CHARGE = 'src/operations/payments/charge-claimed.ts';
const HOLD = 'src/operations/payments/hold-intent.ts';
const RECORD = 'src/operations/payments/record-outcome.ts';
const SETTLE = 'src/operations/payments/settle-claim.ts';

/** Guards of charging by itself. */
export const COLLECTION: readonly Mutation[] = [
  {
    name: 'id before confirm',
    guard: 'A PaymentIntent is confirmed only after its id is committed.',
    within: 40,
    patches: [
      {
        file: CHARGE,
        find: '  const held = await holdIntent(ctx, paymentId, made.value, stripe);\n  if (held === null) return recordOutcome(ctx, paymentId);',
        replace: '  const held = claimed;',
      },
    ],
  },
  {
    name: 'a last look before confirm',
    guard: 'What forbids money is looked at once more after the id is committed.',
    within: 60,
    patches: [
      {
        file: CHARGE,
        find: '  if (forbidden !== null) {',
        replace: "  if (forbidden !== null && paymentId === '') {",
      },
    ],
  },
  {
    name: 'who finds it closed cancels',
    guard: 'An intent that was made for a payment that is over meanwhile is cancelled, not confirmed.',
    within: 60,
    patches: [
      {
        file: HOLD,
        find: '    if (!isOpen(payment.state) || payment.stripePaymentIntentId !== null) {',
        replace:
          '    if (!isOpen(payment.state)) return snapshot;\n    if (payment.stripePaymentIntentId !== null) {',
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
        find: "  if (outcome.kind !== 'close') {\n    return outcome.kind === 'cancel_first' || outcome.kind === 'unconfirmed' ? unknown : AGAIN;\n  }",
        replace: "  if (outcome.kind === 'succeed') return AGAIN;",
      },
      {
        file: RECORD,
        find: 'failureCode === undefined ? outcome :',
        replace: "failureCode === undefined ? ({ to: 'canceled', reason: 'canceled' } as const) :",
      },
    ],
  },
  {
    name: 'one confirmation',
    guard: 'An intent that was confirmed and not heard of is retrieved, not made again with another key.',
    within: 20,
    patches: [
      {
        file: RECORD,
        find: "  if (ifUnconfirmed !== 'cancel' && isYoung(ctx, snapshot)) return 'waits';\n  return settleClaim(ctx, snapshot);",
        replace: '  return settleClaim(ctx, snapshot);',
      },
    ],
  },
  {
    name: 'found before it is closed',
    guard: 'A claim whose worker is gone is closed after its intent was looked for.',
    within: 60,
    patches: [
      {
        file: SETTLE,
        find: "  if (found.kind === 'ok' && found.value !== null) {",
        replace: "  if (found.kind === 'ok' && found.value !== null && payment.id === '') {",
      },
    ],
  },
];
