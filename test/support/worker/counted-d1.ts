import { env } from 'cloudflare:test';

type Statement = D1PreparedStatement;
type Counter = {
  /** Statements were sent. */
  readonly sent?: (count: number) => void;
  /** Before one is run by itself. */
  readonly before?: (statement: Statement) => Promise<void>;
  readonly answered?: (answer: D1Result) => void;
};

const RUNS = ['all', 'first', 'raw', 'run'];

/** D1 with something told of each statement that reaches it, and of its answers. */
function toldOf({ sent, before, answered }: Counter): D1Database {
  const originals = new WeakMap<Statement, Statement>();
  const told = (statement: Statement): Statement => {
    const made = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => told(target.bind(...values));
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...given: unknown[]) => {
          if (RUNS.includes(String(name))) {
            sent?.(1);
            await before?.(target);
          }
          return Reflect.apply(member, target, given);
        };
      },
    });
    originals.set(made, statement);
    return made;
  };
  return {
    prepare: (sql) => told(env.DB.prepare(sql)),
    batch: async <T>(statements: Statement[]) => {
      sent?.(statements.length);
      const answers = await env.DB.batch<T>(statements.map((each) => originals.get(each) ?? each));
      for (const answer of answers) answered?.(answer);
      return answers;
    },
    exec: (sql) => env.DB.exec(sql),
    withSession: (constraint) => env.DB.withSession(constraint),
    dump: () => env.DB.dump(),
  };
}

function counter(): { readonly add: (more: number) => void; readonly take: () => number } {
  let count = 0;
  return {
    add: (more) => {
      count += more;
    },
    take: () => {
      const taken = count;
      count = 0;
      return taken;
    },
  };
}

/** D1 with a count of what reaches it, kept apart from what the code says it sent. */
export function countedD1(): { readonly binding: D1Database; readonly takeSent: () => number } {
  const { add, take } = counter();
  return { binding: toldOf({ sent: add }), takeSent: take };
}

/** D1 with a count of the rows that its reads took, as D1 says it. For what only reads: a raw answer is asked for twice. */
export function countedRows(): { readonly binding: D1Database; readonly takeRead: () => number } {
  const { add, take } = counter();
  const answered = ({ meta }: D1Result): void => add(meta.rows_read);
  const before = async (statement: Statement): Promise<void> => answered(await statement.all());
  return { binding: toldOf({ before, answered }), takeRead: take };
}
