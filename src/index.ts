import { createApp } from './app.ts';
import { configOf, type Env } from './config.ts';
import { createDeps } from './deps.ts';
import { everyPlace, placeOfAddress, placeOfMessage } from './deps-place.ts';
import { consumeDeadLetters, isDeadLetterQueue } from './jobs/dead-letters.ts';
import { consumeMailEvents, isMailEventQueue } from './jobs/mail-events.ts';
import { consumeWork } from './jobs/queue.ts';
import { receiveMail } from './jobs/receive-mail.ts';
import { runScheduled } from './jobs/scheduled.ts';
import { metered } from './operations/core/budget.ts';

const app = createApp();

/** The service's names of messages say no database: each is asked. */
async function takeMailEvents(batch: MessageBatch, env: Env): Promise<void> {
  const first = await createDeps(env);
  const others = everyPlace(env).filter((code) => code !== 0);
  const further = await Promise.all(others.map(async (code) => (await createDeps(env, code)).ctx));
  const read = await first.sendingEvents();
  await metered(() => consumeMailEvents([first.ctx, ...further], read, batch));
}

/** The Worker: wiring only. */
export default {
  // Counted, so that a request that ends many payments stops within its budget, too.
  fetch: (request, env, execution) => metered(async () => app.fetch(request, env, execution)),
  queue: async (batch, env) => {
    if (isMailEventQueue(batch.queue)) return takeMailEvents(batch, env);
    // A batch may hold messages of several databases.
    const places = Map.groupBy(batch.messages, ({ body }) => placeOfMessage(env, body));
    for (const [database, messages] of places) {
      const { ctx, mailer } = await createDeps(env, database);
      if (isDeadLetterQueue(batch.queue)) await metered(() => consumeDeadLetters(ctx, { messages }));
      else await consumeWork(ctx, mailer, { messages });
    }
  },
  email: async (message, env) => {
    const { ctx, reports } = await createDeps(env, placeOfAddress(env, message.to));
    const read = await reports();
    await metered(() => receiveMail(ctx, read, message));
  },
  scheduled: async (_controller, env) => {
    // A database that is away must not stop the others; the tick has failed all the same.
    const failures: unknown[] = [];
    for (const database of everyPlace(env)) {
      try {
        const { ctx, duty } = await createDeps(env, database);
        await runScheduled(ctx, duty, configOf(env).retention);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  },
} satisfies ExportedHandler<Env>;
