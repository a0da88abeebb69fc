import { env } from 'cloudflare:test';

/** D1 with a count of what reaches it, kept apart from what the code says it sent. */
export function countedD1(): { readonly binding: D1Database; readonly takeSent: () => number } {
  let sent = 0;
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  const counted = (statement: D1PreparedStatement): D1PreparedStatement => {
    const made = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => counted(target.bind(...values));
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => {
          if (['all', 'first', 'raw', 'run'].includes(String(name))) sent += 1;
          return Reflect.apply(member, target, given);
        };
      },
    });
    originals.set(made, statement);
    return made;
  };
  const binding: D1Database = {
    prepare: (sql) => counted(env.DB.prepare(sql)),
    batch: (statements) => {
      sent += statements.length;
      return env.DB.batch(statements.map((each) => originals.get(each) ?? each));
    },
    exec: (sql) => env.DB.exec(sql),
    withSession: (constraint) => env.DB.withSession(constraint),
    dump: () => env.DB.dump(),
  };
  const takeSent = (): number => {
    const taken = sent;
    sent = 0;
    return taken;
  };
  return { binding, takeSent };
}
