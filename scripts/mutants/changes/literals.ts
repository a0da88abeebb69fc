import { ts } from '@ts-morph/common';
import { short } from '../mutant.ts';
import type { Change } from './change.ts';

/** What documents the API, or says to a developer what cannot be: words that no rule depends on. */
const DOCUMENTS = /^(?:description|summary|title|example|examples|tags|operationId|externalDocs|deprecated)$/;
const DOCUMENTING_CALL = /^(?:describe|openapi|meta|comment)$/;

/** Whether a literal is only words for a reader: a description of the API, an error that nobody catches. */
function isWords(node: ts.Node): boolean {
  for (let at: ts.Node = node; at.parent !== undefined; at = at.parent) {
    const parent = at.parent;
    if (ts.isPropertyAssignment(parent) && DOCUMENTS.test(parent.name.getText())) return true;
    if (ts.isNewExpression(parent) && /Error$/.test(parent.expression.getText())) return true;
    if (ts.isCallExpression(parent) && ts.isPropertyAccessExpression(parent.expression)) {
      if (DOCUMENTING_CALL.test(parent.expression.name.text)) return true;
      if (/^(?:console|log)$/.test(parent.expression.expression.getText())) return true;
    }
    if (ts.isStatement(parent)) return false;
  }
  return false;
}

/** A name, a type, a module or an attribute: where a literal is no expression. */
function isNoExpression(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isLiteralTypeNode(parent) ||
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isJsxAttribute(parent) ||
    ts.isEnumMember(parent) ||
    ts.isExpressionStatement(parent) ||
    ts.isExternalModuleReference(parent) ||
    (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isPropertyDeclaration(parent) && parent.name === node) ||
    (ts.isMethodDeclaration(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node) ||
    (ts.isPropertySignature(parent) && parent.name === node)
  );
}

/** Another text, the number above and below, the other truth. */
export function literalChanges(node: ts.Expression): readonly Change[] {
  if (isNoExpression(node) || isWords(node)) return [];
  if (ts.isStringLiteral(node)) {
    const code = node.text === '' ? "'other'" : "''";
    return [{ node, code, operator: 'text', change: `${code} for ${short(node.getText(), 40)}` }];
  }
  if (ts.isNumericLiteral(node)) {
    const value = Number(node.text);
    return [value + 1, value - 1].map((code) => ({
      node,
      code: String(code),
      operator: 'number' as const,
      change: `${code} for ${node.getText()}`,
    }));
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) {
    const code = node.kind === ts.SyntaxKind.TrueKeyword ? 'false' : 'true';
    return [{ node, code, operator: 'flag', change: `${code} for ${node.getText()}` }];
  }
  return [];
}
