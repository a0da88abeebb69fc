type Statement = { bind(...values: readonly unknown[]): Statement };
type Env = {
  readonly DB: {
    prepare(text: string): Statement;
    batch(statements: readonly Statement[]): Promise<unknown>;
  };
  readonly WORK: { sendBatch(messages: readonly { readonly body: unknown }[]): Promise<unknown> };
};

const INSERT = `INSERT INTO inbox (account, livemode, event_id, type, payload, due_at, received_at)
  VALUES ('bare', 0, ?, 'bare', ?, 0, 0)`;
/** A queue gives so many messages at once (wrangler.toml). */
const BATCH = 10;

/**
 * What bare-store does, the queue first: `/` has the queue take the whole body, `/batch` stores as many of them as one delivery of the queue has,
 * in one batch.
 */
export default {
  fetch: async (request: Request, env: Env): Promise<Response> => {
    const payload = await request.text();
    if (new URL(request.url).pathname === '/batch') {
      const rows = Array.from({ length: BATCH }, () =>
        env.DB.prepare(INSERT).bind(crypto.randomUUID(), payload),
      );
      await env.DB.batch(rows);
      return new Response('stored');
    }
    await env.WORK.sendBatch([{ body: { kind: 'event', eventId: crypto.randomUUID(), payload } }]);
    return new Response('queued');
  },
};
