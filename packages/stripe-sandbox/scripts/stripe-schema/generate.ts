import { ts } from '@ts-morph/common';
import { interfacesOf, memberType, symbolOf } from './declarations.ts';
import { createDefinitions, type Definitions } from './definitions.ts';
import type { Schema } from './json-schema.ts';
import { isCovered, PARTS, RESOURCES } from './mirrored.ts';
import { operationsOf } from './operations.ts';
import { readSdk, type Sdk } from './sdk.ts';
import { shareDefinitions } from './share.ts';

interface OperationSchema {
  /** The SDK's name of it, such as `Checkout/Sessions.create`. */
  readonly op: string;
  readonly method: string;
  readonly path: string;
  readonly request: Schema;
  readonly response: Schema;
}

/** Everything that the SDK's types say of what goes over the wire, as JSON Schema. */
export interface StripeSchema {
  readonly sdk: string;
  readonly apiVersion: string;
  readonly operations: readonly OperationSchema[];
  /** By an event's type, what its `data.object` is. */
  readonly events: Readonly<Record<string, Schema>>;
  /** What stands under `error` where a request is refused. */
  readonly error: Schema;
  readonly $defs: Readonly<Record<string, Schema>>;
}

/** Fields of the SDK's errors that it adds itself. */
const NOT_ON_THE_WIRE = [
  'headers',
  'statusCode',
  'requestId',
  'detail',
  'exception',
  'user_message',
  'source',
];
const NOTHING: Schema = { type: 'object', additionalProperties: false };

/** Derives the schemas from the installed package. The same package gives the same schemas, in the same order. */
export function generateSchema(): StripeSchema {
  const sdk = readSdk(RESOURCES);
  const described = new Set([...RESOURCES, ...PARTS]);
  const definitions = createDefinitions(sdk, (resource) => described.has(resource));
  const operations = RESOURCES.flatMap((resource) =>
    operationsOf(resource, sdk.code(resource), sdk.declarations(resource)),
  )
    .filter(({ path }) => isCovered(path))
    .map(({ name, method, path, params, returns }) => ({
      op: name,
      method,
      path,
      request: params === null ? NOTHING : definitions.of(params, 'request'),
      response: definitions.of(returns, 'response'),
    }));
  const events = eventsOf(sdk, definitions);
  const error = definitions.ofShapes([errorShape(sdk)], 'response', NOT_ON_THE_WIRE);
  return shareDefinitions({
    sdk: sdk.version,
    apiVersion: sdk.apiVersion,
    operations,
    events,
    error: { ...error, required: ['message', 'type'] },
    $defs: definitions.all(),
  });
}

/** The union of all events, taken apart: each names its type, and the object that it is about. */
function eventsOf(sdk: Sdk, definitions: Definitions): Record<string, Schema> {
  const file = sdk.declarations('Events');
  const alias = file.statements.find(
    (statement) => ts.isTypeAliasDeclaration(statement) && statement.name.text === 'Event',
  );
  if (alias === undefined || !ts.isTypeAliasDeclaration(alias) || !ts.isUnionTypeNode(alias.type)) {
    throw new Error('the SDK no longer declares events as one union');
  }
  const events: Record<string, Schema> = {};
  for (const each of alias.type.types) {
    if (!ts.isTypeReferenceNode(each)) throw new Error(`${each.getText()} is no event`);
    const shapes = interfacesOf(symbolOf(sdk.checker, each.typeName));
    const type = memberType(sdk.checker, shapes, 'type');
    const data = memberType(sdk.checker, shapes, 'data');
    if (type === undefined || data === undefined || !ts.isTypeReferenceNode(data)) {
      throw new Error(`${each.getText()} has no type or no data`);
    }
    const object = memberType(sdk.checker, interfacesOf(symbolOf(sdk.checker, data.typeName)), 'object');
    const name = definitions.of(type, 'response');
    if (object === undefined || typeof name === 'boolean')
      throw new Error(`${each.getText()} is about nothing`);
    events[String(name.const)] = definitions.of(object, 'response');
  }
  return events;
}

function errorShape(sdk: Sdk): ts.TypeLiteralNode {
  for (const statement of sdk.errors.statements) {
    if (!ts.isTypeAliasDeclaration(statement) || statement.name.text !== 'StripeRawError') continue;
    if (ts.isTypeLiteralNode(statement.type)) return statement.type;
  }
  throw new Error('the SDK no longer declares StripeRawError');
}
