// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the code's own text.
import type { Mutation } from './mutation.ts';

const SEND = 'src/operations/refunds/send-refund.ts';

/** Guards of refunds, disputes and catching up without webhooks. */
export const MONEY_BACK: readonly Mutation[] = [
  {
    name: 'a refund is requested once',
    guard: 'A refund without an answer is searched for at Stripe, and retried with its own key only.',
    within: 40,
    patches: [
      {
        file: SEND,
        find: '  if (!isFirst || isAskedAgain) {',
        replace: "  if ((!isFirst || isAskedAgain) && refundId === '') {",
      },
      {
        file: SEND,
        find: 'stripe.createRefund(begun.request, `refund/${refundId}`)',
        replace: 'stripe.createRefund(begun.request, `refund/${refundId}/${ctx.now()}`)',
      },
    ],
  },
  {
    name: 'a refund is taken up again',
    guard: 'A refund whose worker died is sent by the sweep.',
    within: 20,
    patches: [
      {
        file: 'src/operations/refunds/sweep-refunds.ts',
        find: 'export async function sweepRefunds(ctx: Context): Promise<void> {',
        replace:
          'export async function sweepRefunds(ctx: Context): Promise<void> {\n  if (ctx !== null) return;',
      },
    ],
  },
  {
    name: 'a lost dispute takes its money back',
    guard: 'A payment whose money a dispute took is returned, and its invoice is owed again.',
    within: 20,
    patches: [
      {
        file: 'src/operations/disputes/record-disputes.ts',
        find: '[returned(ctx, payment.id, at), markTakenBack(ctx.db, payment, at)]',
        replace: '[markTakenBack(ctx.db, payment, at)]',
      },
    ],
  },
  {
    name: 'events are read from Stripe',
    guard: 'Events that no webhook delivered are read from Stripe’s list.',
    within: 20,
    always: true,
    patches: [
      {
        file: 'src/operations/inbox/sweep-events.ts',
        find: 'export async function sweepEvents(ctx: Context, only?: Share): Promise<void> {',
        replace:
          'export async function sweepEvents(ctx: Context, only?: Share): Promise<void> {\n  if (ctx !== null) return;',
      },
    ],
  },
  {
    name: 'a pause ends',
    guard: 'A pause for catching up ends once everything at Stripe is known.',
    within: 10,
    patches: [
      {
        file: 'src/operations/recovery/rebuild.ts',
        find: 'export async function rebuildPaused(ctx: Context, only?: Share): Promise<void> {',
        replace:
          'export async function rebuildPaused(ctx: Context, only?: Share): Promise<void> {\n  if (ctx !== null) return;',
      },
    ],
  },
  {
    name: 'a disconnect is finished',
    guard: 'A disconnect whose worker died is finished by cron.',
    within: 60,
    patches: [
      {
        file: 'src/operations/connections/disconnect.ts',
        find: 'export async function finishDisconnects(ctx: Context): Promise<void> {',
        replace:
          'export async function finishDisconnects(ctx: Context): Promise<void> {\n  if (ctx !== null) return;',
      },
    ],
  },
];
