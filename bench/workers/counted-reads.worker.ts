import worker from './deployed.js';

type Answer = { readonly results: readonly Readonly<Record<string, unknown>>[]; readonly meta: Meta };
type Meta = { readonly rows_read?: number; readonly rows_written?: number };
type Statement = {
  bind(...values: readonly unknown[]): Statement;
  all(): Promise<Answer>;
  raw(): Promise<readonly (readonly unknown[])[]>;
};
type Database = {
  prepare(sql: string): Statement;
  batch(statements: readonly Statement[]): Promise<readonly Answer[]>;
};
type Env = Readonly<Record<string, unknown>> & { readonly DB: Database };

/** The deployed Worker, and how many rows D1 read for each request or tick, as D1 says it. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const count = { statements: 0, read: 0, written: 0 };
    const counted = { ...env, DB: countingReads(env.DB, count) };
    const behind: Promise<unknown>[] = [];
    const execution = {
      waitUntil: (work: Promise<unknown>) => void behind.push(work),
      passThroughOnException: () => undefined,
    };
    const isTick = new URL(request.url).pathname === '/bench/tick';
    if (isTick) await worker.scheduled({}, counted, execution);
    const { status, text } = isTick ? { status: 200, text: '' } : await asked(request, counted, execution);
    await Promise.all(behind);
    return Response.json({ status, text, ...count });
  },
};

async function asked(request: Request, env: Env, execution: unknown) {
  const answer = await worker.fetch(request, env, execution);
  return { status: answer.status, text: await answer.text() };
}

function countingReads(
  database: Database,
  count: { statements: number; read: number; written: number },
): Database {
  const originals = new WeakMap<Statement, Statement>();
  const add = (answers: readonly Answer[]): void => {
    count.statements += answers.length;
    for (const { meta } of answers) {
      count.read += meta.rows_read ?? 0;
      count.written += meta.rows_written ?? 0;
    }
  };
  const wrapped = (statement: Statement, sql: string): Statement => {
    const all = async () => {
      const answer = await statement.all();
      add([answer]);
      return answer;
    };
    const made = {
      bind: (...values: readonly unknown[]) => wrapped(statement.bind(...values), sql),
      all,
      run: all,
      // D1 says nothing with raw rows: what only reads is asked twice, what writes has no two columns of one name.
      raw: async () => {
        const { results } = await all();
        return /^\s*select\b/i.test(sql) ? statement.raw() : results.map((row) => Object.values(row));
      },
    };
    originals.set(made, statement);
    return made;
  };
  return {
    prepare: (sql) => wrapped(database.prepare(sql), sql),
    batch: async (statements) => {
      const answers = await database.batch(statements.map((each) => originals.get(each) ?? each));
      add(answers);
      return answers;
    },
  };
}
