import { collectInvoice } from '../operations/collection/collect-invoice.ts';
import { awaitTurn } from '../operations/collection/turns.ts';
import type { Context, QueueMessage } from '../operations/core/context.ts';
import { describeError } from '../operations/core/describe-error.ts';
import { readMessage } from '../operations/core/read-message.ts';
import type { Mailer } from '../operations/emails/mailer.ts';
import { workEvent } from '../operations/inbox/work-event.ts';
import { runJob } from '../operations/outbox/run-job.ts';

/** A deployment in mid-roll is over by the queue's last retry. */
const UNREADABLE_AGAIN_S = 60;

/**
 * The consumer of the work queue. A message only names the row to work on, and the row decides what to do, so a
 * message that is redelivered, late or lost does no harm. A message that fails does not hold up the others. One that
 * cannot be parsed is left to a worker of another version; after the queue's last retry it is a dead letter, for a
 * person to read.
 */
export async function consumeWork(
  ctx: Context,
  mailer: () => Promise<Mailer>,
  batch: MessageBatch<unknown>,
): Promise<void> {
  await Promise.all(
    batch.messages.map(async (message) => {
      const found = readMessage(message.body);
      if (found === null) {
        ctx.log('queue_message_unreadable', { id: message.id });
        message.retry({ delaySeconds: UNREADABLE_AGAIN_S });
        return;
      }
      try {
        await work(ctx, mailer, found);
        message.ack();
      } catch (error) {
        ctx.log('queue_message_failed', describeError(error));
        message.retry({ delaySeconds: 10 });
      }
    }),
  );
}

async function work(ctx: Context, mailer: () => Promise<Mailer>, message: QueueMessage): Promise<void> {
  switch (message.kind) {
    case 'outbox':
      return runJob(ctx, mailer, message.id);
    case 'inbox':
      return workEvent(ctx, message);
    case 'collect':
      if (await hasTurn(ctx, message)) await collectInvoice(ctx, message.invoiceId);
      return;
  }
}

const hasTurn = async (ctx: Context, { invoiceId, turn }: Extract<QueueMessage, { kind: 'collect' }>) =>
  turn === null || (await awaitTurn(ctx, invoiceId, turn));
