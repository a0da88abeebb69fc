import { stopEvent, stopJob, storeDeadLetter } from '../../db/writes/dead-letters.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import type { Context, QueueMessage } from '../core/context.ts';
import { readMessage } from '../core/read-message.ts';

/** A message of ours has two hundred characters; another's may have 128 KB. */
const MOST_CHARACTERS = 1_000;

/**
 * Records a message that the queue gave up on, and raises the alarm by it. A row that a worker took and never came back from
 * is stopped, for a person; one that nobody could even take (the database was away) is due as before, and the sweep enqueues
 * it again.
 */
export async function recordDeadLetter(
  ctx: Context,
  { id, body }: { readonly id: string; readonly body: unknown },
): Promise<Outcome<null>> {
  const at = ctx.now();
  const message = readMessage(body);
  const outcome = message === null ? 'unreadable' : await stop(ctx, message, at);
  ctx.log('dead_letter', { id, outcome });
  await storeDeadLetter(ctx.db, {
    id,
    body: (JSON.stringify(body) ?? 'null').slice(0, MOST_CHARACTERS),
    names: message === null ? null : named(message),
    outcome,
    arrivedAt: at,
    settledAt: outcome === 'left_to_sweep' ? at : null,
  });
  return DONE;
}

async function stop(ctx: Context, message: QueueMessage, at: number): Promise<'stopped' | 'left_to_sweep'> {
  switch (message.kind) {
    case 'outbox':
      return (await stopJob(ctx.db, message.id, at)) ? 'stopped' : 'left_to_sweep';
    case 'inbox':
      return (await stopEvent(ctx.db, message, at)) ? 'stopped' : 'left_to_sweep';
    case 'event':
    case 'account':
    case 'collect':
    case 'sweep':
      // It is looked at again when it is due, whatever became of the message.
      return 'left_to_sweep';
  }
}

function named(message: QueueMessage): string {
  switch (message.kind) {
    case 'outbox':
      return `outbox/${message.id}`;
    case 'inbox':
    case 'event':
      return `inbox/${message.account}/${message.eventId}`;
    case 'account':
      return `account/${message.account}`;
    case 'collect':
      return `invoices/${message.invoiceId}`;
    case 'sweep':
      return `${message.of}/${message.id}`;
  }
}
