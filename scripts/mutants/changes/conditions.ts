import { ts } from '@ts-morph/common';
import { short } from '../mutant.ts';
import type { Change } from './change.ts';

/** drizzle's `and(a, b)` without each of its parts, and `.where(a)` without its only one. */
export function conditionChanges(node: ts.CallExpression): readonly Change[] {
  const callee = node.expression;
  const [first, ...others] = node.arguments;
  if (first === undefined) return [];
  if (ts.isIdentifier(callee) && callee.text === 'and' && others.length > 0) {
    return node.arguments.map((dropped) => ({
      node,
      code: `and(${node.arguments
        .filter((one) => one !== dropped)
        .map((one) => one.getText())
        .join(', ')})`,
      operator: 'condition',
      change: `without ${short(dropped.getText())}`,
    }));
  }
  const isWhere = ts.isPropertyAccessExpression(callee) && callee.name.text === 'where';
  if (!isWhere || !ts.isCallExpression(first) || first.expression.getText() === 'and') return [];
  const change = `where anything, not ${short(first.getText())}`;
  return [{ node: first, code: 'undefined', operator: 'condition', change }];
}
