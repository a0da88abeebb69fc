import type { ReadSendingEvent } from '../adapters/email/types.ts';
import type { Context } from '../operations/core/context.ts';
import { describeError } from '../operations/core/describe-error.ts';
import { recordSendingEvent } from '../operations/emails/record-sending-event.ts';

/** Whether a queue is the one that Cloudflare's Email Service tells its events to: `npm run deploy` names it so. */
export const isMailEventQueue = (queue: string): boolean => queue.endsWith('-mail-events');

/** An event may come before the worker that sent the message has written down its name; another's never is known. */
const TRIES_OF_UNKNOWN = 3;
const AGAIN_S = 60;

/**
 * The consumer of the mail service's events. `contexts` are of every database: an event says in none which. An event that
 * cannot be recorded comes again; one about a message that another program sent from the same domain does not.
 */
export async function consumeMailEvents(
  contexts: readonly [Context, ...Context[]],
  read: ReadSendingEvent,
  batch: Pick<MessageBatch<unknown>, 'messages'>,
): Promise<void> {
  const [{ log }] = contexts;
  for (const message of batch.messages) {
    try {
      const event = read(message.body);
      if (event === null) {
        log('mail_event_unreadable', { id: message.id });
        message.ack();
        continue;
      }
      const found = await recordedIn(contexts, event);
      if (found === 'ours') message.ack();
      else if (found === 'again' || message.attempts < TRIES_OF_UNKNOWN)
        message.retry({ delaySeconds: AGAIN_S });
      else {
        log('mail_event_ignored', { id: message.id, why: 'not_ours' });
        message.ack();
      }
    } catch (error) {
      log('mail_event_failed', { id: message.id, ...describeError(error) });
      message.retry({ delaySeconds: AGAIN_S });
    }
  }
}

type Event = NonNullable<ReturnType<ReadSendingEvent>>;

async function recordedIn(contexts: readonly Context[], event: Event): Promise<'ours' | 'again' | 'unknown'> {
  for (const ctx of contexts) {
    const recorded = await recordSendingEvent(ctx, event);
    if (recorded.kind !== 'done') return 'again';
    if (recorded.value) return 'ours';
  }
  return 'unknown';
}
