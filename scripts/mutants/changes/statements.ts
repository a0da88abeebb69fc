import { ts } from '@ts-morph/common';
import { short } from '../mutant.ts';
import type { Change } from './change.ts';

/** Whether a statement ends the function or the turn of the loop that it is in. */
function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return (
    last !== undefined &&
    (ts.isReturnStatement(last) ||
      ts.isThrowStatement(last) ||
      ts.isContinueStatement(last) ||
      ts.isBreakStatement(last))
  );
}

/** A guard that is not there. */
export function guardChanges(node: ts.IfStatement): readonly Change[] {
  if (node.elseStatement !== undefined) return [];
  const operator = leaves(node.thenStatement) ? 'guard' : 'choice';
  return [{ node, code: '', operator, change: `without: ${short(node.getText())}` }];
}

const NOTHING_HANGS_ON = /^(?:console|log|assert)\b/;

/** A call that is not made: what is done for its effect. */
export function callChanges(node: ts.ExpressionStatement): readonly Change[] {
  const called = ts.isAwaitExpression(node.expression) ? node.expression.expression : node.expression;
  if (!ts.isCallExpression(called) || called.expression.kind === ts.SyntaxKind.SuperKeyword) return [];
  if (NOTHING_HANGS_ON.test(called.getText())) return [];
  return [{ node, code: '', operator: 'call', change: `without: ${short(node.getText())}` }];
}
