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

type Count = {
  statements: number;
  read: number;
  written: number;
  /** The statement that read most. */
  dearest: { sql: string; read: number };
};

const clock = Date.now;

/**
 * The deployed Worker, and how many rows D1 read for each request or tick, as D1 says it. A tick comes as many minutes from now
 * as it is asked for.
 */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const count = { statements: 0, read: 0, written: 0, dearest: { sql: '', read: 0 } };
    const counted = { ...env, DB: countingReads(env.DB, count) };
    const behind: Promise<unknown>[] = [];
    const execution = {
      waitUntil: (work: Promise<unknown>) => void behind.push(work),
      passThroughOnException: () => undefined,
    };
    const { pathname, searchParams } = new URL(request.url);
    const isTick = pathname === '/bench/tick';
    const aheadMs = Number(searchParams.get('minutes')) * 60_000;
    Date.now = () => clock() + aheadMs;
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

function countingReads(database: Database, count: Count): Database {
  const originals = new WeakMap<Statement, { readonly statement: Statement; readonly sql: string }>();
  const add = ({ meta }: Answer, sql: string): void => {
    const { rows_read: read = 0, rows_written: written = 0 } = meta;
    count.statements += 1;
    count.read += read;
    count.written += written;
    if (read > count.dearest.read) count.dearest = { sql, read };
  };
  const wrapped = (statement: Statement, sql: string): Statement => {
    const all = async () => {
      const answer = await statement.all();
      add(answer, sql);
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
    originals.set(made, { statement, sql });
    return made;
  };
  return {
    prepare: (sql) => wrapped(database.prepare(sql), sql),
    batch: async (statements) => {
      const answers = await database.batch(statements.map((each) => originals.get(each)?.statement ?? each));
      const texts = statements.map((each) => originals.get(each)?.sql ?? '');
      for (const [at, answer] of answers.entries()) add(answer, texts[at] ?? '');
      return answers;
    },
  };
}
