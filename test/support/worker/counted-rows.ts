import { env } from 'cloudflare:test';

/** D1 with a count of the rows that its reads took, as D1 says it. For what only reads: a raw answer is asked for twice. */
export function countedRows(): { readonly binding: D1Database; readonly takeRead: () => number } {
  let read = 0;
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  const add = ({ meta }: D1Result): void => {
    read += meta.rows_read;
  };
  const counted = (statement: D1PreparedStatement): D1PreparedStatement => {
    const made = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => counted(target.bind(...values));
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...given: unknown[]) => {
          add(await target.all());
          return Reflect.apply(member, target, given);
        };
      },
    });
    originals.set(made, statement);
    return made;
  };
  return {
    binding: {
      prepare: (sql) => counted(env.DB.prepare(sql)),
      batch: async <T>(statements: D1PreparedStatement[]) => {
        const answers = await env.DB.batch<T>(statements.map((each) => originals.get(each) ?? each));
        for (const answer of answers) add(answer);
        return answers;
      },
      exec: (sql) => env.DB.exec(sql),
      withSession: (constraint) => env.DB.withSession(constraint),
      dump: () => env.DB.dump(),
    },
    takeRead: () => {
      const taken = read;
      read = 0;
      return taken;
    },
  };
}
