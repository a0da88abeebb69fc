import type { Context } from '../operations/core/context.ts';
import { describeError } from '../operations/core/describe-error.ts';
import { readMessage } from '../operations/core/read-message.ts';
import { storeKept } from '../operations/inbox/store-event.ts';
import { recordDeadLetter } from '../operations/watch/record-dead-letter.ts';

/** Whether a queue is the one to which another gives what it gave up on: wrangler.toml names it so. */
export const isDeadLetterQueue = (queue: string): boolean => queue.endsWith('-dead');

/** After one that cannot be recorded; a hundred such waits are days, and D1 is back by then. */
const againAfterS = (attempts: number): number => Math.min(3_600, 60 * 2 ** Math.min(attempts, 6));

/** The consumer of the dead-letter queue. What cannot be recorded comes again: the database may be away. */
export async function consumeDeadLetters(
  ctx: Context,
  batch: Pick<MessageBatch<unknown>, 'messages'>,
): Promise<void> {
  for (const message of batch.messages) {
    try {
      const read = readMessage(message.body);
      // What it carries is nowhere else here.
      if (read?.kind === 'event') await storeKept(ctx, read);
      await recordDeadLetter(ctx, message);
      message.ack();
    } catch (error) {
      ctx.log('dead_letter_failed', { id: message.id, ...describeError(error) });
      message.retry({ delaySeconds: againAfterS(message.attempts) });
    }
  }
}
