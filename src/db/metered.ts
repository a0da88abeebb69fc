import { countTrip, countValues } from './meter.ts';
import { ANSWERS_WITHIN_MS, withinLimit } from './time-limit.ts';

/** The statements of D1 itself, by those that count. */
const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();

/** The statement of each of those that count, which a log may say in part. */
const texts = new WeakMap<D1PreparedStatement, string>();

const SENDS = new Set<string | symbol>(['all', 'first', 'raw', 'run']);

/** D1 that counts the statements and the bound values of the invocation that uses it, and is waited for no longer than a while. */
export const withMeter = (binding: D1Database): D1Database => ({
  prepare: (statement) => counted(binding.prepare(statement), statement),
  batch: (statements) => {
    countTrip(statements.length);
    const sent = statements.map((statement) => originals.get(statement) ?? statement);
    return limited(binding.batch(sent), () => textOf(statements));
  },
  exec: (statements) => {
    countTrip(1);
    return limited(binding.exec(statements), () => statements);
  },
  withSession: (constraint) => binding.withSession(constraint),
  dump: () => binding.dump(),
});

const limited = <T>(asked: Promise<T>, text: () => string): Promise<T> =>
  withinLimit(asked, ANSWERS_WITHIN_MS, () => placeOf(text()));

const textOf = ([first]: readonly D1PreparedStatement[]): string =>
  first === undefined ? '' : (texts.get(first) ?? '');

/** A statement's verb and its first table, such as `insert inbox`: where in the code D1 was asked, and no value of it. */
export function placeOf(statement: string): string {
  const [, verb = ''] = /^\s*(\w+)/.exec(statement) ?? [];
  const [, table = ''] = /\b(?:from|into|update)\s+"?(\w+)/i.exec(statement) ?? [];
  return `${verb.toLowerCase()} ${table}`.trim();
}

function counted(statement: D1PreparedStatement, text: string): D1PreparedStatement {
  const counting = new Proxy(statement, {
    get(target, name) {
      if (name === 'bind') {
        return (...values: unknown[]) => {
          countValues(values.length);
          return counted(target.bind(...values), text);
        };
      }
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        if (!SENDS.has(name)) return Reflect.apply(member, target, given);
        countTrip(1);
        return limited(Reflect.apply(member, target, given), () => text);
      };
    },
  });
  originals.set(counting, statement);
  texts.set(counting, text);
  return counting;
}
