import { ts } from '@ts-morph/common';
import { interfacesOf, membersOf, memberType, pathOf, type Shape, symbolOf } from './declarations.ts';
import { anyOf, type Schema, type SchemaObject } from './json-schema.ts';
import type { Sdk } from './sdk.ts';
import { choice, literalOf } from './values.ts';

/** A request holds only what its type names; what Stripe answers may hold more (docs.stripe.com/upgrades). */
export type Side = 'request' | 'response';

/** Where a type stands: on which side, and what the parameters of a generic type stand for there. */
interface Place {
  readonly side: Side;
  readonly bound: ReadonlyMap<string, Schema>;
}

/** Turns the SDK's types into JSON Schemas, and keeps the named ones to refer to. */
export interface Definitions {
  readonly of: (type: ts.TypeNode, side: Side) => Schema;
  /** An interface that no type in an operation leads to. */
  readonly ofShapes: (shapes: readonly Shape[], side: Side, except?: readonly string[]) => SchemaObject;
  /** By name, sorted. */
  readonly all: () => Record<string, Schema>;
}

/** What a method returns, and the list that comes over the wire for it. */
const LISTS: Record<string, string> = {
  ApiListPromise: 'ApiList',
  ApiSearchResultPromise: 'ApiSearchResult',
  V2ListPromise: 'V2List',
};

const KEYWORDS = new Map<ts.SyntaxKind, Schema>([
  [ts.SyntaxKind.StringKeyword, { type: 'string' }],
  [ts.SyntaxKind.NumberKeyword, { type: 'number' }],
  [ts.SyntaxKind.BooleanKeyword, { type: 'boolean' }],
  [ts.SyntaxKind.AnyKeyword, true],
  [ts.SyntaxKind.UnknownKeyword, true],
  [ts.SyntaxKind.VoidKeyword, false],
]);

/**
 * The SDK's types are generated, so only a few forms occur; any other is an error, to be decided on, rather than
 * let pass. `isDescribed` says of which resources the objects are described.
 */
export function createDefinitions(sdk: Sdk, isDescribed: (resource: string) => boolean): Definitions {
  const { checker } = sdk;
  const known = new Map<string, Schema>();

  const convert = (node: ts.TypeNode, place: Place): Schema => {
    const keyword = KEYWORDS.get(node.kind);
    if (keyword !== undefined) return keyword;
    if (ts.isUnionTypeNode(node)) return union(node.types, place);
    if (ts.isLiteralTypeNode(node)) return union([node], place);
    if (ts.isParenthesizedTypeNode(node)) return convert(node.type, place);
    if (ts.isArrayTypeNode(node)) return { type: 'array', items: convert(node.elementType, place) };
    if (ts.isTypeLiteralNode(node)) return objectOf([node], place);
    if (ts.isTypeReferenceNode(node)) return reference(node, place);
    throw new Error(`no schema is known for ${node.getText()} (${node.getSourceFile().fileName})`);
  };

  const union = (types: readonly ts.TypeNode[], place: Place): Schema => {
    const members = types.filter((type) => type.getText() !== 'OtherString');
    const values = members.flatMap((type) => literalOf(type) ?? []);
    const rest = members.filter((type) => literalOf(type) === null);
    return anyOf([
      ...choice(values, members.length < types.length),
      ...rest.map((type) => convert(type, place)),
    ]);
  };

  const reference = (node: ts.TypeReferenceNode, place: Place): Schema => {
    const name = node.typeName.getText();
    const [argument] = node.typeArguments ?? [];
    const bound = place.bound.get(name);
    if (bound !== undefined) return bound;
    if (name === 'Decimal') return { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' };
    if (argument === undefined) return definition(node, place.side);
    const inner = convert(argument, place);
    if (name === 'Array') return { type: 'array', items: inner };
    if (name === 'Promise' || name === 'Response') return inner;
    if (name === 'Emptyable') return anyOf([{ type: 'null' }, { const: '' }, inner]);
    const list = LISTS[name];
    const generic = list === undefined ? symbolOf(checker, node.typeName) : exported(sdk.lists, list);
    const shapes = interfacesOf(generic);
    const parameter = shapes[0]?.typeParameters?.[0];
    if (parameter === undefined) throw new Error(`no schema is known for ${node.getText()}`);
    return objectOf(shapes, { side: place.side, bound: new Map([[parameter.name.text, inner]]) });
  };

  const exported = (file: ts.SourceFile, name: string): ts.Symbol | undefined => {
    const module = checker.getSymbolAtLocation(file);
    return module && checker.getExportsOfModule(module).find((each) => each.name === name);
  };

  const definition = (node: ts.TypeReferenceNode, side: Side): Schema => {
    const symbol = symbolOf(checker, node.typeName);
    const declared = (symbol?.declarations ?? []).find(
      (each) => ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each),
    );
    if (declared === undefined) throw new Error(`${node.getText()} has no declaration`);
    const resource = sdk.resourceOf(declared.getSourceFile());
    const folder = resource?.includes('/') ? `${resource.replace(/\/[^/]*$/, '').replaceAll('/', '.')}.` : '';
    const name = `${side === 'request' ? 'in' : 'out'}.${folder}${pathOf(declared)}`;
    if (!known.has(name)) {
      // Noted before it is made, since types lead back to themselves.
      known.set(name, true);
      const place = { side, bound: new Map() };
      const isForeign = side === 'response' && resource !== null && !isDescribed(resource);
      const made = ts.isTypeAliasDeclaration(declared)
        ? name === 'out.Event'
          ? objectOf(interfacesOf(exported(sdk.declarations('Events'), 'EventBase')), place)
          : convert(declared.type, place)
        : ((isForeign ? nameOnly(interfacesOf(symbol), place) : null) ??
          objectOf(interfacesOf(symbol), place));
      known.set(name, made);
    }
    return { $ref: `#/$defs/${name}` };
  };

  /** An object that is not described, by its id and the name of its kind; null for what has neither. */
  const nameOnly = (shapes: readonly Shape[], place: Place): SchemaObject | null => {
    const [id, object] = [memberType(checker, shapes, 'id'), memberType(checker, shapes, 'object')];
    if (id === undefined || object === undefined) return null;
    return {
      type: 'object',
      properties: { id: convert(id, place), object: convert(object, place) },
      required: ['id', 'object'],
    };
  };

  const objectOf = (shapes: readonly Shape[], place: Place, except: readonly string[] = []): SchemaObject => {
    const properties: Record<string, Schema> = {};
    const required = new Set<string>();
    let others: Schema | undefined = place.side === 'request' ? false : undefined;
    for (const member of membersOf(checker, shapes)) {
      if (ts.isIndexSignatureDeclaration(member)) others = convert(member.type, place);
      if (!ts.isPropertySignature(member) || member.type === undefined) continue;
      const name = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : '';
      if (except.includes(name)) continue;
      properties[name] = convert(member.type, place);
      if (member.questionToken === undefined) required.add(name);
      else required.delete(name);
    }
    return {
      type: 'object',
      ...(Object.keys(properties).length === 0 ? {} : { properties }),
      ...(required.size === 0 ? {} : { required: [...required].sort() }),
      ...(others === undefined ? {} : { additionalProperties: others }),
    };
  };

  return {
    of: (type, side) => convert(type, { side, bound: new Map() }),
    ofShapes: (shapes, side, except) => objectOf(shapes, { side, bound: new Map() }, except),
    all: () => Object.fromEntries([...known].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
