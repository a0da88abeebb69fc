import { ts } from '@ts-morph/common';
import type { Schema, SchemaObject } from './json-schema.ts';

type Value = string | number | boolean | null;

/** The value that a literal type stands for, in a list of one; null for any other type. */
export function literalOf(node: ts.TypeNode): [Value] | null {
  if (!ts.isLiteralTypeNode(node)) return null;
  const { literal } = node;
  if (ts.isStringLiteral(literal)) return [literal.text];
  if (ts.isNumericLiteral(literal)) return [Number(literal.text)];
  if (literal.kind === ts.SyntaxKind.TrueKeyword) return [true];
  if (literal.kind === ts.SyntaxKind.FalseKeyword) return [false];
  return literal.kind === ts.SyntaxKind.NullKeyword ? [null] : null;
}

/** One of these values. `open`: of those that the API's version knows; the type lets pass other text, too. */
export function choice(values: readonly Value[], open: boolean): Schema[] {
  const texts = values.filter((value) => value !== null);
  const [first] = texts;
  const isNull: Schema[] = texts.length < values.length ? [{ type: 'null' }] : [];
  if (first === undefined) return isNull;
  // Forms carry text, so what is not text says its type for whoever reads a form.
  const type: SchemaObject = typeof first === 'string' ? {} : { type: typeof first };
  if (texts.length === 1 && !open) return [...isNull, { ...type, const: first }];
  return [...isNull, { ...type, enum: texts, ...(open ? { 'x-open-enum': true as const } : {}) }];
}
