// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the code's own text.
import type { Mutation } from './mutation.ts';

const SEND = 'src/operations/refunds/send-refund.ts';

/** Guards of refunds, disputes and of healing without webhooks. */
export const MONEY_BACK: readonly Mutation[] = [
  {
    name: 'a refund is asked for once',
    guard: 'A refund that was sent and not heard of is looked for, and sent again with its own key alone.',
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
    name: 'events are read from Stripe',
    guard: 'What no webhook told of is read from the list of events.',
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
    guard: 'Money that was paused because nobody looked goes on when everything at Stripe is known.',
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
    guard: 'A disconnect whose worker died is gone on with by cron.',
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
