type Statement = { bind(...values: readonly unknown[]): { run(): Promise<unknown> } };
type Env = {
  readonly DB: { prepare(text: string): Statement };
  readonly WORK: { sendBatch(messages: readonly { readonly body: unknown }[]): Promise<unknown> };
};

const INSERT = `INSERT INTO inbox (account, livemode, event_id, type, payload, due_at, received_at)
  VALUES ('bare', 0, ?, 'bare', ?, 0, 0)`;

/** Stores a body, enqueues a message and does nothing else: the cost of database and queue on this machine. */
export default {
  fetch: async (request: Request, env: Env): Promise<Response> => {
    const eventId = crypto.randomUUID();
    await env.DB.prepare(INSERT)
      .bind(eventId, await request.text())
      .run();
    await env.WORK.sendBatch([{ body: { kind: 'inbox', eventId } }]);
    return new Response('stored');
  },
};
