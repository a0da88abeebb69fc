import { createApp } from './app.ts';
import { configOf, type Env } from './config.ts';
import { createDeps } from './deps.ts';
import { consumeDeadLetters, isDeadLetterQueue } from './jobs/dead-letters.ts';
import { consumeWork } from './jobs/queue.ts';
import { receiveMail } from './jobs/receive-mail.ts';
import { runScheduled } from './jobs/scheduled.ts';
import { metered } from './operations/core/budget.ts';

const app = createApp();

/** The Worker: wiring only. */
export default {
  // Counted, so that a request that ends many payments stops within its budget, too.
  fetch: (request, env, execution) => metered(async () => app.fetch(request, env, execution)),
  queue: async (batch, env) => {
    const { ctx, mailer } = await createDeps(env);
    if (isDeadLetterQueue(batch.queue)) await consumeDeadLetters(ctx, batch);
    else await consumeWork(ctx, mailer, batch);
  },
  email: async (message, env) => {
    const { ctx, reports } = await createDeps(env);
    await receiveMail(ctx, await reports(), message);
  },
  scheduled: async (_controller, env) => {
    const { ctx, duty } = await createDeps(env);
    await runScheduled(ctx, duty, configOf(env).retention);
  },
} satisfies ExportedHandler<Env>;
