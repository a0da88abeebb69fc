import type { Mutation } from './mutation.ts';

/** Guards of what came from elsewhere: refunds, disputes, other connections of an account, a restored database. */
export const RECOVERY: readonly Mutation[] = [
  {
    name: 'an invoice that is made again is frozen',
    guard:
      'What was paid of an invoice that a restored database lost keeps it from being charged once it is made again.',
    within: 80,
    patches: [
      {
        file: 'src/operations/recovery/quarantine-unknown-object.ts',
        find: 'named.filter((id) => !frozen.includes(id));',
        replace: 'named.slice(named.length);',
      },
    ],
  },
  {
    name: 'every connection of an account is asked',
    guard: 'What an event is about may belong to an earlier connection of its account.',
    within: 60,
    patches: [
      {
        file: 'src/operations/inbox/work-event.ts',
        find: '  for (const connection of connected) {',
        replace: '  for (const connection of connected.slice(0, 1)) {',
      },
      {
        file: 'src/operations/reconciliation/fetch-missing-refunds-and-disputes.ts',
        find: '  for (const { id, record } of doors) {',
        replace: '  for (const { id, record } of doors.slice(doors.length)) {',
      },
    ],
  },
  {
    name: 'a refund at Stripe is found',
    guard: 'Refunds that were made at Stripe are recorded, by event or by reconciliation.',
    within: 20,
    patches: [
      {
        file: 'src/operations/refunds/on-refund-event.ts',
        find: '  if (payment === null) return null;',
        replace: '  if (payment === null || facts.intentId !== null) return HANDLED;',
      },
      {
        file: 'src/operations/reconciliation/fetch-missing-refunds-and-disputes.ts',
        find: "    if (kind === 'refund') refunded.add(paymentId);",
        replace: '',
      },
    ],
  },
  {
    name: 'a decided dispute is followed',
    guard:
      'Money that a dispute took and gave back, or took once more, is followed whenever it is decided again.',
    within: 60,
    patches: [
      {
        file: 'src/domain/payment/follow-disputes.ts',
        find: '    const isNews = row === null || isDisputeNews(row.state, facts.status);',
        replace:
          "    const isNews = row === null || (!['won', 'lost'].includes(row.state) && isDisputeNews(row.state, facts.status));",
      },
    ],
  },
  {
    name: 'a payment that was lost is put back',
    guard: 'What a restored database forgot and Stripe knows is adopted.',
    within: 60,
    patches: [
      {
        file: 'src/operations/recovery/adopt-payment.ts',
        find: "  if (typeof named === 'string') return named;",
        replace: "  if (typeof named === 'string' || ctx !== null) return 'unknown_invoice';",
      },
    ],
  },
  {
    name: 'an entry follows the one that was decided on',
    guard: 'A worker that read before a restore writes nothing after it.',
    within: 60,
    patches: [
      {
        file: 'src/db/commit.ts',
        find: '  seq === 1\n    ? prevHash',
        replace: '  seq >= 1\n    ? prevHash',
      },
    ],
  },
  {
    name: 'advice is obeyed',
    guard: 'What an issuer said never to try again is not charged by itself any more.',
    within: 60,
    patches: [
      {
        file: 'src/domain/collection/declines.ts',
        find: '  if (byAdvice === undefined) return onBank',
        replace: '  if (byAdvice === undefined || advice !== null) return onBank',
      },
    ],
  },
  {
    name: 'a cap holds for its own currency',
    guard: 'Nothing above a cap is charged by itself, and nothing in a currency without one.',
    within: 60,
    patches: [
      {
        file: 'src/domain/collection/caps.ts',
        find: "  if (own.length === 0) return 'no_cap';",
        replace: '  if (own.length === 0) return null;',
      },
    ],
  },
];
