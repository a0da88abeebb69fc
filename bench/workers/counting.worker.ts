import worker from './deployed.js';

type Meta = { readonly rows_read?: number; readonly rows_written?: number };
type Result = { readonly meta?: Meta };
type Statement = { [name: string]: unknown; bind(...values: unknown[]): Statement };
type Database = {
  prepare(sql: string): Statement;
  batch(statements: readonly Statement[]): Promise<readonly Result[]>;
};
type Message = { readonly body: unknown; readonly delaySeconds?: number };
type Env = Readonly<Record<string, unknown>> & { readonly DB: Database };

/** What was counted since the last `/_count`. A message is written, read and deleted: three operations. */
const counts = {
  requests: 0,
  sends: 0,
  messages: 0,
  batches: 0,
  ticks: 0,
  trips: 0,
  statements: 0,
  rowsRead: 0,
  rowsWritten: 0,
};
// What the Worker logs is not what is measured.
console.log = () => undefined;
const waiting: Message[] = [];
/** Trips to a database that does nothing (`/_trips`). */
const PROBES = 500;
const kept = new WeakMap<Env, Env>();

/**
 * The deployed Worker with its database, queue and mail counted. `/_work` is the queue's consumer, of all that waits or of the `most`
 * that wait longest, each time with what comes of them; `/_tick` is cron.
 */
export default {
  async fetch(request: Request, env: Env, execution: unknown): Promise<Response> {
    const bindings = kept.get(env) ?? { ...env, DB: counted(env.DB), WORK: queue, EMAIL: mail };
    kept.set(env, bindings);
    const { pathname, searchParams } = new URL(request.url);
    switch (pathname) {
      case '/_count': {
        const counted = { ...counts };
        for (const name of Object.keys(counts)) Reflect.set(counts, name, 0);
        return Response.json(counted);
      }
      case '/_work':
        return new Response(
          String(await workOff(bindings, Number(searchParams.get('most') ?? waiting.length))),
        );
      case '/_trips':
        for (let trip = 0; trip < PROBES; trip += 1) await env.DB.batch([env.DB.prepare('SELECT 1')]);
        return new Response('done');
      case '/_tick':
        counts.ticks += 1;
        await worker.scheduled({ cron: '* * * * *', scheduledTime: Date.now() }, bindings, execution);
        return new Response('done');
      default:
        counts.requests += 1;
        return worker.fetch(request, bindings, execution);
    }
  },
};

const queue = {
  sendBatch: async (messages: Iterable<Message>) => {
    counts.sends += 1;
    for (const message of messages) waiting.push(message);
  },
};
const mail = { send: async () => ({ messageId: 'counted' }) };

/** Each message as a batch of its own, as where invoices come one by one; a batch of ten is one invocation less nine. */
async function workOff(env: Env, most: number): Promise<number> {
  const others = waiting.splice(most);
  let done = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { body } = next;
    const message = {
      id: String(done),
      body,
      attempts: 1,
      timestamp: new Date(),
      ack: nothing,
      retry: again,
    };
    counts.messages += 1;
    counts.batches += 1;
    await worker.queue({ queue: 'quittance-work', messages: [message] }, env, undefined);
    done += 1;
  }
  for (const other of others) waiting.push(other);
  return done;
}

const nothing = (): void => undefined;
const again = (): void => {
  throw new Error('a message was to be tried again');
};

function counted(database: Database): Database {
  const inner = new WeakMap<object, Statement>();
  const note = ({ meta }: Result): void => {
    counts.rowsRead += meta?.rows_read ?? 0;
    counts.rowsWritten += meta?.rows_written ?? 0;
  };
  const wrap = (statement: Statement): Statement => {
    // Only `all` and `run` tell what they cost, so `raw` is asked in their way and told as arrays.
    const all = async () => {
      counts.trips += 1;
      counts.statements += 1;
      const [result] = await database.batch([statement]);
      if (result === undefined) throw new Error('D1 answered nothing');
      note(result);
      return result;
    };
    const outer: Statement = {
      bind: (...values) => wrap(statement.bind(...values)),
      all,
      run: all,
      raw: async () => {
        const { results } = Object.assign({ results: [] }, await all());
        return results.map((row) => Object.values(row));
      },
    };
    inner.set(outer, statement);
    return outer;
  };
  return {
    prepare: (sql) => wrap(database.prepare(sql)),
    batch: async (statements) => {
      counts.trips += 1;
      counts.statements += statements.length;
      const results = await database.batch(statements.map((statement) => inner.get(statement) ?? statement));
      for (const result of results) note(result);
      return results;
    },
  };
}
