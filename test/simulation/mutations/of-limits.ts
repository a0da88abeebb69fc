import type { Mutation } from './mutation.ts';

const TESTING = 'src/domain/payment/card-testing.ts';

/** Limits: how old something may be, how many cards may be tried; and what a mailed link leads to. */
export const LIMITS: readonly Mutation[] = [
  {
    name: 'every state has an oldest age',
    guard: 'A payment that is open for longer than its state can last raises an alarm.',
    within: 60,
    patches: [
      {
        file: 'src/operations/watch/raise-alarms.ts',
        find: '  for (const { cause, ...fields } of lost) {',
        replace: '  for (const { cause, ...fields } of lost.slice(lost.length)) {',
      },
    ],
  },
  {
    name: 'refused cards of a link are counted',
    guard: 'A link that saw ten refused cards in a day takes none.',
    within: 60,
    patches: [
      {
        file: TESTING,
        find: '  if (counts[subject] < LIMITS[subject].declines) return false;',
        replace: "  if (subject === 'link' || counts[subject] < LIMITS[subject].declines) return false;",
      },
    ],
  },
  {
    name: 'refused cards of a customer are counted',
    guard: 'A customer whose links saw twenty refused cards in a day takes none.',
    within: 60,
    patches: [
      {
        file: TESTING,
        find: '  if (counts[subject] < LIMITS[subject].declines) return false;',
        replace: "  if (subject === 'customer' || counts[subject] < LIMITS[subject].declines) return false;",
      },
    ],
  },
  {
    name: 'refused cards of a business are counted',
    guard: 'A business whose links saw fifty refused cards in an hour takes none.',
    within: 60,
    patches: [
      {
        file: TESTING,
        find: '  if (counts[subject] < LIMITS[subject].declines) return false;',
        replace: "  if (subject === 'business' || counts[subject] < LIMITS[subject].declines) return false;",
      },
    ],
  },
  {
    name: 'a link that is closed stays closed',
    guard: 'Nobody is sent to Stripe’s page by a link that is closed to card testing.',
    within: 60,
    patches: [
      {
        file: 'src/operations/checkout/pay-cart.ts',
        find: '  if (isEntranceBlocked(order.from.via, cart.blocks, ctx.now())) {',
        replace:
          "  if (order.from.via !== 'link' && isEntranceBlocked(order.from.via, cart.blocks, ctx.now())) {",
      },
    ],
  },
  {
    name: 'a mailed link names what is there',
    guard: 'A link names the version that its invoice has.',
    within: 10,
    patches: [
      {
        file: 'src/operations/resources/show-invoice.ts',
        find: "    ctx.links.url('view', target),",
        replace: "    ctx.links.url('view', { ...target, version: target.version + 1 }),",
      },
    ],
  },
];
