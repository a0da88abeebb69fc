/** As much of JSON Schema as the SDK's types need. `false` is a value that must not be there. */
export type Schema = boolean | SchemaObject;

export interface SchemaObject {
  $ref?: string;
  type?: string | string[];
  const?: string | number | boolean;
  enum?: (string | number | boolean | null)[];
  /** The type also lets pass other text: Stripe may add values to this list without a new version. */
  'x-open-enum'?: true;
  pattern?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema;
  anyOf?: Schema[];
}

const SIMPLE = new Set(['string', 'number', 'boolean', 'null']);

/** Any of these, in as few words as possible: `{"type": ["string", "null"]}` rather than a choice of two. */
export function anyOf(choices: readonly Schema[]): Schema {
  const unique = [...new Map(choices.map((choice) => [JSON.stringify(choice), choice])).values()];
  const simple = unique.flatMap((choice) => simpleType(choice) ?? []);
  const rest = unique.filter((choice) => simpleType(choice) === null);
  const [one] = simple;
  const all = [
    ...(simple.length > 1 ? [{ type: simple }] : one === undefined ? [] : [{ type: one }]),
    ...rest,
  ];
  const [only] = all;
  return all.length === 1 && only !== undefined ? only : { anyOf: all };
}

function simpleType(schema: Schema): string | null {
  if (typeof schema === 'boolean' || Object.keys(schema).length !== 1) return null;
  return typeof schema.type === 'string' && SIMPLE.has(schema.type) ? schema.type : null;
}
