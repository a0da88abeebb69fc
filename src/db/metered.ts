import { countTrip, countValues } from './meter.ts';
import { withinLimit } from './time-limit.ts';

/** The statements of D1 itself, by those that count. */
const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();

const SENDS = new Set<string | symbol>(['all', 'first', 'raw', 'run']);

/** D1 that counts the statements and the bound values of the invocation that uses it, and is waited for no longer than a while. */
export const withMeter = (binding: D1Database): D1Database => ({
  prepare: (statement) => counted(binding.prepare(statement)),
  batch: (statements) => {
    countTrip(statements.length);
    return withinLimit(binding.batch(statements.map((statement) => originals.get(statement) ?? statement)));
  },
  exec: (statements) => {
    countTrip(1);
    return withinLimit(binding.exec(statements));
  },
  withSession: (constraint) => binding.withSession(constraint),
  dump: () => binding.dump(),
});

function counted(statement: D1PreparedStatement): D1PreparedStatement {
  const counting = new Proxy(statement, {
    get(target, name) {
      if (name === 'bind') {
        return (...values: unknown[]) => {
          countValues(values.length);
          return counted(target.bind(...values));
        };
      }
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        if (!SENDS.has(name)) return Reflect.apply(member, target, given);
        countTrip(1);
        return withinLimit(Reflect.apply(member, target, given));
      };
    },
  });
  originals.set(counting, statement);
  return counting;
}
