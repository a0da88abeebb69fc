import { queueStaffMail } from '../../db/writes/staff-mail.ts';
import type { StaffMessage } from '../../domain/message.ts';
import { type Context, newId } from '../core/context.ts';

type Mail = {
  readonly merchantId: string;
  readonly cause: string;
  readonly recipient: string;
  readonly message: StaffMessage;
};

/** Queues a mail that is committed with nothing else; a repetition queues none. */
export async function queueOnce(
  ctx: Context,
  { merchantId, cause, recipient, message }: Mail,
): Promise<void> {
  const createdAt = ctx.now();
  const id = newId(ctx, 'eml');
  const job = { id: newId(ctx, 'out'), merchantId, createdAt };
  const { template } = message;
  const messageId = `<${id}@${ctx.messageDomain}>`;
  const isQueued = await queueStaffMail(
    ctx.db,
    { id, merchantId, cause, template, recipient, messageId, state: 'queued', createdAt, facts: message },
    job,
  );
  if (isQueued) await ctx.enqueue([{ kind: 'outbox', id: job.id }]);
}
