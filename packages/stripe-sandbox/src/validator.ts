import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import Stripe from 'stripe';
import type { Exchange, Validator, Violation } from './api/exchange.ts';
import type { Json, JsonObject } from './core/json.ts';

export interface ValidatorOptions {
  /**
   * `all`: every request must match the types, even if it is refused. For your own code.
   * `accepted`: only accepted requests must match, so that refusals can be tried out.
   */
  requests: 'all' | 'accepted';
}

type Schema = JsonObject | boolean;

interface Document {
  sdk: string;
  operations: { op: string; method: string; path: string; request: Schema; response: Schema }[];
  events: Record<string, Schema>;
  error: Schema;
  $defs: Record<string, Schema>;
}

const ROOT = 'stripe';

/**
 * Validates against the JSON Schemas that were generated from the installed SDK (`npm run stripe-schema`). Each is
 * compiled when it is first needed. Throws where there are none for the installed version.
 */
export function createValidator({ requests }: ValidatorOptions): Validator {
  const schema = readDocument(Stripe.PACKAGE_VERSION);
  const operations = new Map(
    schema.operations.map((operation) => [keyOf(operation.method, operation.path), operation]),
  );
  const strict = compiler(schema, false);
  // Forms carry text: what should be a number or a boolean is read as one first.
  const lenient = compiler(schema, true);

  const eventProblems = (event: Json | object): string[] => {
    if (!isObject(event)) return ['not an event'];
    const { type, data } = event;
    const problems = strict('#/$defs/out.Event', event).map((problem) => `event: ${problem}`);
    if (typeof type !== 'string' || !isObject(data)) return problems;
    if (schema.events[type] === undefined) return [`event: ${type} is not a type of event`];
    const pointer = `#/events/${escaped(type)}`;
    const { object, previous_attributes: before } = data;
    problems.push(...strict(pointer, object).map((problem) => `${type}: data.object ${problem}`));
    if (before === undefined || !isObject(object)) return problems;
    // What a field was before is a value that it can have.
    const earlier = isObject(before) ? { ...object, ...before } : before;
    return [...problems, ...strict(pointer, earlier).map((problem) => `${type}: earlier ${problem}`)];
  };

  const requestProblems = ({ params, path, status }: Exchange, pointer: string): string[] => {
    // A request that failed authentication was not parsed.
    if (params === null || status === 401 || status === 403) return [];
    if (requests === 'accepted' && status >= 400) return [];
    const check = path.startsWith('/v2/') ? strict : lenient;
    return check(pointer, structuredClone(params)).map((problem) => `request: ${problem}`);
  };

  const answerProblems = ({ path, status, body }: Exchange, op: string, pointer: string): string[] => {
    if (status < 400) {
      const problems = strict(pointer, body).map((problem) => `answer: ${problem}`);
      if (problems.length > 0 || !op.startsWith('Events.') || !isObject(body)) return problems;
      return (Array.isArray(body.data) ? body.data : [body]).flatMap(eventProblems);
    }
    // OAuth and v2 have errors of their own, which the SDK does not type.
    if (!path.startsWith('/v1/')) return [];
    const error = isObject(body) ? body.error : undefined;
    return strict('#/error', error ?? null).map((problem) => `error: ${problem}`);
  };

  return {
    exchange(exchange) {
      const operation = operations.get(keyOf(exchange.method, exchange.path));
      if (operation === undefined) return [];
      const pointer = `#/operations/${schema.operations.indexOf(operation)}`;
      return [
        ...requestProblems(exchange, `${pointer}/request`),
        ...answerProblems(exchange, operation.op, `${pointer}/response`),
      ];
    },
    event: eventProblems,
  };
}

function readDocument(version: string): Document {
  const file = new URL(`../schema/stripe-${version}.json`, import.meta.url);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(
      `There are no schemas for stripe ${version}: install the version that this sandbox mirrors.`,
      {
        cause: error,
      },
    );
  }
}

/** `/v1/customers/:id` and `/v1/customers/{customer}` are the same operation. */
function keyOf(method: string, path: string): string {
  return `${method} ${path.replace(/:\w+|\{\w+\}/g, '*')}`;
}

/** Checks a value against a part of the document, and says what is wrong with it. */
function compiler(schema: Document, coerceTypes: boolean): (pointer: string, value: unknown) => string[] {
  const ajv = new Ajv({ strict: false, logger: false, coerceTypes, inlineRefs: false });
  ajv.addSchema({ $id: ROOT, ...schema });
  const compiled = new Map<string, ValidateFunction>();
  return (pointer, value) => {
    const check = compiled.get(pointer) ?? ajv.getSchema(`${ROOT}${pointer}`);
    if (check === undefined) throw new Error(`the schemas have no ${pointer}`);
    compiled.set(pointer, check);
    return check(value) === true ? [] : describe(check.errors ?? []);
  };
}

/** The errors that lie deepest: where a value is one of several types, they say what its own type minds. */
function describe(errors: readonly ErrorObject[]): string[] {
  const depth = ({ instancePath }: ErrorObject): number => instancePath.split('/').length;
  const most = Math.max(...errors.map(depth));
  const said = errors
    .filter((error) => depth(error) === most && error.keyword !== 'anyOf')
    .map(({ instancePath, message = 'is not valid', params }) => {
      const named = 'additionalProperty' in params ? ` (${String(params.additionalProperty)})` : '';
      const allowed = 'allowedValue' in params ? ` (${String(params.allowedValue)})` : '';
      return `${instancePath || 'it'} ${message}${named}${allowed}`;
    });
  return [...new Set(said)].slice(0, 5);
}

/** A type of event as it stands in a JSON pointer. */
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** For tests: takes a sandbox's recorded mismatches with the SDK's types, and throws if there are any. */
export async function expectNoViolations(
  send: (request: Request) => Promise<Response>,
  address = 'http://127.0.0.1',
): Promise<void> {
  const answer = await send(new Request(`${address}/_sandbox/violations/take`, { method: 'POST' }));
  const violations: Violation[] = await answer.json();
  if (violations.length === 0) return;
  const lines = violations.map(({ what, problems }) => `${what}: ${problems.join('; ')}`);
  throw new Error(`what went over the wire does not fit the SDK's types:\n${lines.join('\n')}`);
}
