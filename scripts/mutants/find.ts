import { ts } from '@ts-morph/common';
import { blocksOf } from './blocks.ts';
import type { Change } from './changes/change.ts';
import { conditionChanges } from './changes/conditions.ts';
import { literalChanges } from './changes/literals.ts';
import { binaryChanges, conditionalChanges, notChanges } from './changes/operators.ts';
import { sqlChanges } from './changes/sql.ts';
import { callChanges, guardChanges } from './changes/statements.ts';
import type { Mutant } from './mutant.ts';

export function parse(file: string, source: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, kind);
}

/** Every mutant of a file, in the order of its lines. */
export function findMutants(file: string, source: string): readonly Mutant[] {
  const tree = parse(file, source);
  const blocks = blocksOf(tree);
  const lines = source.split('\n');
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node) || ts.isEnumDeclaration(node)) return;
    for (const { node: changed, code, operator, change } of changesOf(node)) {
      const [start, end] = [changed.getStart(), changed.getEnd()];
      const { line } = tree.getLineAndCharacterOfPosition(start);
      // The innermost: blocks are listed from the outside in.
      const block = blocks.findLastIndex(({ from, to }) => from <= start && end <= to);
      mutants.push({
        file,
        start,
        end,
        code,
        place: code === '' ? 'statement' : 'expression',
        operator,
        change,
        line: line + 1,
        code0: (lines[line] ?? '').trim(),
        atLoad: block === -1,
        block: block === -1 ? null : block,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return mutants;
}

function changesOf(node: ts.Node): readonly Change[] {
  if (ts.isBinaryExpression(node)) return binaryChanges(node);
  if (ts.isPrefixUnaryExpression(node)) return notChanges(node);
  if (ts.isConditionalExpression(node)) return conditionalChanges(node);
  if (ts.isIfStatement(node)) return guardChanges(node);
  if (ts.isExpressionStatement(node)) return callChanges(node);
  if (ts.isCallExpression(node)) return conditionChanges(node);
  if (ts.isTaggedTemplateExpression(node)) return sqlChanges(node);
  if (ts.isStringLiteral(node) || ts.isNumericLiteral(node) || isTruth(node)) return literalChanges(node);
  return [];
}

const isTruth = (node: ts.Node): node is ts.BooleanLiteral =>
  node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
