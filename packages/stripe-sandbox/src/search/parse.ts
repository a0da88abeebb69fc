import { invalidRequest } from '../core/api-error.ts';

/** One condition of a search. */
export interface Clause {
  negated: boolean;
  /** A field's name, such as `email`. */
  field: string;
  /** The key of `metadata["key"]`; null for other fields. */
  key: string | null;
  operator: ':' | '~' | '>' | '<' | '>=' | '<=';
  /** Null asks whether there is a value at all. */
  value: string | null;
}

export interface Query {
  clauses: Clause[];
  /** How the clauses hang together. Stripe takes one kind in a query. */
  joined: 'and' | 'or';
}

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;
const CLAUSE = new RegExp(
  String.raw`^(-)?([a-z_][a-z_.]*)(?:\[\s*(${QUOTED})\s*\])?\s*(>=|<=|[:~<>=])\s*(${QUOTED}|[^\s"']+)`,
  'i',
);
/** The most conditions that a query can have (docs.stripe.com/search#search-query-language). */
const MOST = 10;

/**
 * Reads Stripe's search query language (docs.stripe.com/search#search-query-language): `field:"exact"`,
 * `field~"part"`, numbers compared, `-` before a clause to negate it, and either AND or OR between clauses. Throws for
 * anything else.
 */
export function parseQuery(text: string): Query {
  const clauses: Clause[] = [];
  const joins = new Set<'and' | 'or'>();
  let rest = text.trim();
  while (rest !== '') {
    const match = CLAUSE.exec(rest);
    if (!match) throw unreadable(text);
    clauses.push(toClause(match));
    rest = rest.slice(match[0].length);
    if (rest.trim() === '') break;
    const join = /^\s+(?:(and|or)\s+)?/i.exec(rest);
    if (!join) throw unreadable(text);
    joins.add(join[1]?.toLowerCase() === 'or' ? 'or' : 'and');
    rest = rest.slice(join[0].length);
    if (rest === '') throw unreadable(text);
  }
  if (clauses.length === 0) throw unreadable(text);
  if (clauses.length > MOST) throw wrong(`A search query can have at most ${MOST} clauses.`);
  if (joins.size > 1) throw wrong('Your search query combines AND and OR, which is not supported.');
  return { clauses, joined: joins.has('or') ? 'or' : 'and' };
}

function toClause([, minus, field = '', key, sign = ':', value = '']: RegExpExecArray): Clause {
  return {
    negated: minus !== undefined,
    field: field.toLowerCase(),
    key: key === undefined ? null : unquote(key),
    operator: sign === '=' ? ':' : operatorOf(sign),
    value: value.toLowerCase() === 'null' ? null : unquote(value),
  };
}

function operatorOf(sign: string): Clause['operator'] {
  switch (sign) {
    case '~':
    case '>':
    case '<':
    case '>=':
    case '<=':
      return sign;
    default:
      return ':';
  }
}

function unquote(text: string): string {
  return /^["']/.test(text) ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
}

/** 400 on `query`, in Stripe's shape. */
export function wrong(message: string): Error {
  return invalidRequest(message, { param: 'query' });
}

function unreadable(text: string): Error {
  return wrong(
    `We were unable to parse your search query: ${text.slice(0, 100)}. Try using the format \`metadata["key"]:"value"\` to query for metadata or key:"value" to query for other fields.`,
  );
}
