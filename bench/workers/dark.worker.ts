import worker from './deployed.js';

type Statement = { [name: string]: unknown; bind(...values: unknown[]): Statement };
type Database = {
  prepare(sql: string): Statement;
  batch(statements: readonly Statement[]): Promise<unknown>;
};
type Message = { readonly body: { readonly kind: string } };
type Env = Readonly<Record<string, unknown>> & { readonly DB: Database };

const SENDS = new Set(['all', 'first', 'raw', 'run']);
/** A queue gives so many messages at once. */
const BATCH = 10;

let darkUntil = 0;
const waiting: Message[] = [];
const kept = new WeakMap<Env, Env>();
// What the Worker logs is not what is measured.
console.log = () => undefined;
console.error = () => undefined;

/**
 * The deployed Worker with a database whose binding hangs for as long as it is told to (`/_dark?ms=`), and a queue in memory. What was asked
 * meanwhile is done when it is over, if whoever asked is still there. `/_kept` says how many events the queue has, `/_store` has the consumer store them.
 */
export default {
  async fetch(request: Request, env: Env, execution: unknown): Promise<Response> {
    const bindings = kept.get(env) ?? { ...env, DB: hanging(env.DB), WORK: queue };
    kept.set(env, bindings);
    const { pathname, searchParams } = new URL(request.url);
    switch (pathname) {
      case '/_dark':
        darkUntil = Date.now() + Number(searchParams.get('ms'));
        return new Response('dark');
      case '/_kept':
        return new Response(String(waiting.filter(isEvent).length));
      case '/_store': {
        const events = waiting.splice(0).filter(isEvent);
        for (let at = 0; at < events.length; at += BATCH) {
          await worker.queue(
            { queue: 'quittance-work', messages: events.slice(at, at + BATCH).map(delivered) },
            bindings,
            execution,
          );
        }
        return new Response(String(events.length));
      }
      default:
        return worker.fetch(request, bindings, execution);
    }
  },
};

const isEvent = ({ body }: Message): boolean => body.kind === 'event';

const delivered = ({ body }: Message, index: number) => ({
  id: String(index),
  body,
  attempts: 1,
  timestamp: new Date(),
  ack: () => undefined,
  retry: () => {
    throw new Error('an event was to be tried again');
  },
});

const queue = {
  sendBatch: async (messages: Iterable<Message>) => {
    for (const message of messages) waiting.push(message);
  },
};

async function whileDark(): Promise<void> {
  while (Date.now() < darkUntil) await new Promise((resolve) => setTimeout(resolve, 250));
}

function hanging(database: Database): Database {
  const originals = new WeakMap<object, Statement>();
  const wrap = (statement: Statement): Statement => {
    const made = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => wrap(target.bind(...values));
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function' || !SENDS.has(String(name))) return member;
        return async (...given: unknown[]) => {
          await whileDark();
          return Reflect.apply(member, target, given);
        };
      },
    });
    originals.set(made, statement);
    return made;
  };
  return {
    prepare: (sql) => wrap(database.prepare(sql)),
    batch: async (statements) => {
      await whileDark();
      return database.batch(statements.map((each) => originals.get(each) ?? each));
    },
  };
}
