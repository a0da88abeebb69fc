import { ts } from '@ts-morph/common';
import { type Operator, short } from '../mutant.ts';
import type { Change } from './change.ts';

const { SyntaxKind } = ts;

type Swap = readonly [becomes: string, operator: Operator];

const SWAPS = new Map<ts.SyntaxKind, readonly Swap[]>([
  [SyntaxKind.EqualsEqualsEqualsToken, [['!==', 'comparison']]],
  [SyntaxKind.ExclamationEqualsEqualsToken, [['===', 'comparison']]],
  [
    SyntaxKind.LessThanToken,
    [
      ['<=', 'comparison'],
      ['>=', 'comparison'],
    ],
  ],
  [
    SyntaxKind.LessThanEqualsToken,
    [
      ['<', 'comparison'],
      ['>', 'comparison'],
    ],
  ],
  [
    SyntaxKind.GreaterThanToken,
    [
      ['>=', 'comparison'],
      ['<=', 'comparison'],
    ],
  ],
  [
    SyntaxKind.GreaterThanEqualsToken,
    [
      ['>', 'comparison'],
      ['<', 'comparison'],
    ],
  ],
  [SyntaxKind.AmpersandAmpersandToken, [['||', 'logic']]],
  [SyntaxKind.BarBarToken, [['&&', 'logic']]],
  [SyntaxKind.MinusToken, [['+', 'number']]],
  [SyntaxKind.AsteriskToken, [['/', 'number']]],
  [SyntaxKind.SlashToken, [['*', 'number']]],
]);

/** Two expressions joined otherwise: another comparison, `or` for `and`, no fallback. */
export function binaryChanges(node: ts.BinaryExpression): readonly Change[] {
  const [left, right] = [node.left.getText(), node.right.getText()];
  const kind = node.operatorToken.kind;
  if (kind === SyntaxKind.QuestionQuestionToken) {
    return [{ node, code: `(${left})!`, operator: 'logic', change: `no fallback: ${short(node.getText())}` }];
  }
  return (SWAPS.get(kind) ?? []).map(([becomes, operator]) => ({
    node,
    // In parentheses, since `a ?? b` may not stand beside `&&` without.
    code: `(${left}) ${becomes} (${right})`,
    operator,
    change: `${becomes} for ${node.operatorToken.getText()}: ${short(node.getText())}`,
  }));
}

/** `!x` without its `!`. */
export function notChanges(node: ts.PrefixUnaryExpression): readonly Change[] {
  if (node.operator !== SyntaxKind.ExclamationToken) return [];
  return [
    { node, code: node.operand.getText(), operator: 'logic', change: `no !: ${short(node.getText())}` },
  ];
}

/** `c ? a : b` always the one, or the other. */
export function conditionalChanges(node: ts.ConditionalExpression): readonly Change[] {
  return [node.whenTrue, node.whenFalse].map((taken) => ({
    node,
    code: taken.getText(),
    operator: 'choice',
    change: `always ${short(taken.getText(), 40)}: ${short(node.getText())}`,
  }));
}
