import type { Json } from '../../../domain/json.ts';
import { WORK_WORDS as words } from '../words/work.ts';

type Fields = ReadonlyMap<string, Json>;

const fieldsOf = (value: Json): Fields =>
  new Map(typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []);

const written = (value: Json | undefined): string =>
  value === undefined || value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

/** What a change was about, a field a line: `role: finance → owner`. Fields that stayed are left out. */
export function changesOf(before: Json, after: Json): readonly string[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return names.flatMap((name) => {
    const [from, to] = [written(was.get(name)), written(is.get(name))];
    if (from === to) return [];
    const change = !was.has(name) ? to : !is.has(name) ? from : words.became(from, to);
    return [`${name}: ${change}`];
  });
}
