import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { type Clause, type Query, wrong } from './parse.ts';

/** How a field can be searched (docs.stripe.com/search#data-types). */
export type FieldType = 'numeric' | 'string' | 'token';
export type Fields = Record<string, FieldType>;

/** The shortest text that `~` takes. */
const SHORTEST_PART = 3;

/** Throws where a clause names a field or an operator that this kind of object cannot be searched by. */
export function checkQuery(query: Query, fields: Fields, resource: string): void {
  for (const clause of query.clauses) {
    const type = fields[clause.field];
    if (type === undefined || (clause.key !== null) !== (clause.field === 'metadata')) {
      throw wrong(`Field \`${clause.field}\` is an unsupported search field for resource \`${resource}\`.`);
    }
    checkOperator(clause, type);
  }
}

function checkOperator({ field, operator, value }: Clause, type: FieldType): void {
  if (operator === '~') {
    if (type !== 'string') throw wrong(`Field \`${field}\` does not support substring search (~).`);
    if ((value ?? '').length < SHORTEST_PART) {
      throw wrong(`Substring search needs at least ${SHORTEST_PART} characters.`);
    }
    return;
  }
  if (operator !== ':' && type !== 'numeric') {
    throw wrong(`Field \`${field}\` does not support the operator ${operator}.`);
  }
  if (type === 'numeric' && value !== null && !/^-?\d+(\.\d+)?$/.test(value)) {
    throw wrong(`Field \`${field}\` is a number; \`${value}\` is not.`);
  }
}

/** Whether an object is found by a query that was checked. Text is compared without regard to case. */
export function matches(query: Query, object: JsonObject): boolean {
  const holds = (clause: Clause): boolean => holdsFor(clause, object) !== clause.negated;
  return query.joined === 'or' ? query.clauses.some(holds) : query.clauses.every(holds);
}

function holdsFor({ field, key, operator, value }: Clause, object: JsonObject): boolean {
  const held = key === null ? object[field] : inMetadata(object.metadata, key);
  const missing = held === undefined || held === null;
  if (value === null || missing) return value === null && missing;
  if (operator === '~') return String(held).toLowerCase().includes(value.toLowerCase());
  const wanted = Number(value);
  switch (operator) {
    case '>':
      return Number(held) > wanted;
    case '<':
      return Number(held) < wanted;
    case '>=':
      return Number(held) >= wanted;
    case '<=':
      return Number(held) <= wanted;
    case ':':
      if (typeof held === 'number') return held === wanted;
      return textOf(held).toLowerCase() === value.toLowerCase();
  }
}

function inMetadata(metadata: Json | undefined, key: string): Json | undefined {
  return isJsonObject(metadata) ? metadata[key] : undefined;
}

/** The id of an expandable field, or the text itself. */
function textOf(held: Json): string {
  return isJsonObject(held) ? String(held.id) : String(held);
}
