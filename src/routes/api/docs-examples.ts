import type { ApiDocument, ApiOperation, ApiSchema } from './docs-model.ts';

type Schemas = ApiDocument['components']['schemas'];

const DEEPEST = 6;
const AT = 1_799_520_300_000;

/** What a value of a schema looks like: its own example, or one made of its parts, required ones alone where it is sent. */
export function exampleOf(
  schema: ApiSchema,
  schemas: Schemas,
  isSent: boolean,
  name = '',
  depth = 0,
): unknown {
  if (schema.example !== undefined) return schema.example;
  const within = (inner: ApiSchema, called = name) => exampleOf(inner, schemas, isSent, called, depth + 1);
  if (schema.$ref !== undefined) {
    const named = schemas[schema.$ref.split('/').at(-1) ?? ''];
    return named === undefined || depth > DEEPEST ? null : within(named);
  }
  const [choice] = schema.oneOf ?? schema.anyOf ?? [];
  if (choice !== undefined) return within(choice);
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((part) => within(part)));
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const type = [schema.type ?? 'object'].flat()[0];
  switch (type) {
    case 'object':
      return exampleObject(schema, isSent, within, depth);
    case 'array':
      return schema.items === undefined || depth > DEEPEST ? [] : [within(schema.items)];
    case 'integer':
    case 'number':
      return /At$/.test(name) ? AT : /amount|price|total|paid/i.test(name) ? 12_000 : (schema.minimum ?? 1);
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return exampleText(name, schema);
  }
}

function exampleObject(
  { properties = {}, required = [] }: ApiSchema,
  isSent: boolean,
  within: (schema: ApiSchema, name: string) => unknown,
  depth: number,
): unknown {
  const fields = Object.entries(properties).filter(
    ([name]) => depth <= DEEPEST && (!isSent || required.includes(name)),
  );
  return Object.fromEntries(fields.map(([name, inner]) => [name, within(inner, name)]));
}

function exampleText(name: string, { format, pattern }: ApiSchema): string {
  const [, prefix] = /^\^([a-z]{2,4}_)/.exec(pattern ?? '') ?? [];
  if (prefix !== undefined) return `${prefix}01m8hkr57601vz1bfazqyfetzx`;
  if (format === 'date' || /(?:Date|On|from|to)$/.test(name)) return '2027-01-31';
  if (format === 'date-time' || /At$/.test(name)) return '2027-01-31T09:00:00.000Z';
  if (/email/i.test(name)) return 'accounts@bluebird.example';
  if (/country/i.test(name)) return 'US';
  if (/currency/i.test(name)) return 'USD';
  if (/url|website/i.test(name)) return 'https://harbourvane.example/';
  if (/quantity/i.test(name)) return '1.5';
  if (/percent/i.test(name)) return '8.875';
  if (/timeZone/.test(name)) return 'America/New_York';
  return 'text';
}

/** What is sent where a schema alone does not say it: the calls of an ordinary day. */
const SENT: Readonly<Record<string, unknown>> = {
  createInvoice: {
    customerId: 'cus_01m8hkr57601vz1bfazqyfetzx',
    currency: 'USD',
    dueDate: '2027-01-31',
    lines: [{ description: 'Support, June', quantity: '1.5', unitAmount: 12_000 }],
  },
  decideMapping: {
    clients: ['cus_01m8hkr57601vz1bfazqyfetzx'],
    decision: 'map',
    stripeCustomerId: 'cus_QyJ8mP1xT0aB2c',
  },
  uploadLogo: {
    data: 'iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAKklEQVR42mPgj4mhKWIYtWDUglELRi0YtWDUglELRi0YtWDUglELhooFALLXHC5pi+UhAAAAAElFTkSuQmCC',
  },
};

/** The body of a call; undefined where it takes none. */
export function sentExample({ operationId, requestBody }: ApiOperation, schemas: Schemas): unknown {
  const schema = requestBody?.content['application/json']?.schema;
  if (schema === undefined) return undefined;
  const sent = SENT[operationId] ?? exampleOf(schema, schemas, true);
  const isEmpty = typeof sent === 'object' && sent !== null && Object.keys(sent).length === 0;
  return isEmpty && requestBody?.required !== true ? undefined : sent;
}

/** The status and the body of the answer when all goes well; null where it is no JSON. */
export function answerExample(
  { responses }: ApiOperation,
  schemas: Schemas,
): { readonly status: string; readonly body: unknown } | null {
  const [status, answer] = Object.entries(responses).find(([code]) => /^2/.test(code)) ?? [];
  const schema = answer?.content?.['application/json']?.schema;
  return status === undefined || schema === undefined
    ? null
    : { status, body: exampleOf(schema, schemas, false) };
}
