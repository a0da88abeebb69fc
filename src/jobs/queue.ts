import { collectInvoice } from '../operations/collection/collect-invoice.ts';
import { awaitTurn } from '../operations/collection/turns.ts';
import { wakeAccount } from '../operations/connections/sweep-accounts.ts';
import { hasRoomFor, metered, reserving, UNIT } from '../operations/core/budget.ts';
import type { Context, QueueMessage } from '../operations/core/context.ts';
import { describeError } from '../operations/core/describe-error.ts';
import { readMessage } from '../operations/core/read-message.ts';
import type { Mailer } from '../operations/emails/mailer.ts';
import { noteDropped } from '../operations/inbox/note-dropped.ts';
import { storeKept } from '../operations/inbox/store-event.ts';
import { workEvent } from '../operations/inbox/work-event.ts';
import { runJob } from '../operations/outbox/run-job.ts';
import { runSwept } from '../operations/outbox/run-swept.ts';

/** A deployment in mid-roll is over by the queue's last retry. */
const UNREADABLE_AGAIN_S = 60;
/** Messages that are worked on at once. */
const AT_ONCE = 10;
/** What one invoice may take, statements. */
const COLLECT = 30;
/** A webhook that waited for D1 is one statement or two: a whole batch of them is taken at once. */
const TAKE = 2;

type Message = MessageBatch<unknown>['messages'][number];

/**
 * The consumer of the work queue. A message only names the row to work on, and the row decides what to do, so a
 * message that is redelivered, late or lost does no harm; one that holds an event has it stored, once. A message that fails does not hold up the others. One that
 * cannot be parsed is left to a worker of another version; after the queue's last retry it is a dead letter, for a
 * person to read.
 */
export async function consumeWork(
  ctx: Context,
  mailer: () => Promise<Mailer>,
  batch: Pick<MessageBatch<unknown>, 'messages'>,
): Promise<void> {
  await metered(async (meter) => {
    const left = [...batch.messages];
    const worker = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await consume(ctx, mailer, next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    ctx.log('batch_done', { messages: batch.messages.length, statements: meter.statements });
  });
}

async function consume(ctx: Context, mailer: () => Promise<Mailer>, message: Message): Promise<void> {
  const found = readMessage(message.body);
  if (found === null) {
    ctx.log('queue_message_unreadable', { id: message.id });
    message.retry({ delaySeconds: UNREADABLE_AGAIN_S });
    return;
  }
  try {
    const unit = unitOf(found);
    if (hasRoomFor(unit)) await reserving(unit, () => work(ctx, mailer, found));
    // A queue counts deliveries: what another invocation has to do is a new message, and this one is done.
    else await ctx.enqueue([found]);
    message.ack();
  } catch (error) {
    ctx.log('queue_message_failed', describeError(error));
    message.retry({ delaySeconds: 10 });
  }
}

function unitOf({ kind }: QueueMessage): number {
  switch (kind) {
    case 'event':
    case 'account':
      return TAKE;
    case 'collect':
      return COLLECT;
    case 'outbox':
    case 'inbox':
    case 'sweep':
      return UNIT;
  }
}

async function work(ctx: Context, mailer: () => Promise<Mailer>, message: QueueMessage): Promise<void> {
  switch (message.kind) {
    case 'outbox':
      return runJob(ctx, mailer, message.id);
    case 'inbox':
      return workEvent(ctx, message);
    case 'event':
      await storeKept(ctx, message);
      return;
    case 'account':
      // One that is none of ours is counted as it would have been while Stripe waited.
      if (!(await wakeAccount(ctx, message))) await noteDropped(ctx, message.type);
      return;
    case 'collect':
      if (await hasTurn(ctx, message)) await collectInvoice(ctx, message.invoiceId);
      return;
    case 'sweep':
      return runSwept(ctx, message);
  }
}

const hasTurn = async (ctx: Context, { invoiceId, turn }: Extract<QueueMessage, { kind: 'collect' }>) =>
  turn === null || (await awaitTurn(ctx, invoiceId, turn));
