import { ts } from '@ts-morph/common';
import type { Choice, Dictionary, Message, Node } from './tree.ts';

/**
 * Parses a file of a language. It may hold strings, and functions that return a template, `plural(…)` or `given(…)`;
 * anything else could not be translated in a file, and throws with its line.
 */
export function parseDictionary(file: string, source: string): Dictionary {
  const parsed = ts.createSourceFile(`${file}.ts`, source, ts.ScriptTarget.Latest, true);
  const found = parsed.statements.filter(ts.isVariableStatement);
  const [statement] = found;
  const [declaration] = statement?.declarationList.declarations ?? [];
  const value = declaration?.initializer;
  const isOne = found.length === 1 && value !== undefined && ts.isObjectLiteralExpression(value);
  if (!isOne || statement === undefined || declaration === undefined) {
    throw new Error(`${file}.ts has to hold one constant, an object of texts`);
  }
  return {
    file,
    constant: declaration.name.getText(),
    type: parsed.statements.find(ts.isTypeAliasDeclaration)?.name.text ?? null,
    doc: docOf(statement),
    imports: parsed.statements.filter(ts.isImportDeclaration).flatMap(importsIn),
    children: childrenOf(value),
  };
}

function importsIn(statement: ts.ImportDeclaration) {
  const from = ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : '';
  const bindings = statement.importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
  return bindings.elements.map(({ name }) => ({ identifier: name.text, from }));
}

const childrenOf = (object: ts.ObjectLiteralExpression): readonly Node[] => object.properties.map(nodeOf);

function nodeOf(property: ts.ObjectLiteralElementLike): Node {
  if (ts.isShorthandPropertyAssignment(property)) {
    return { kind: 'elsewhere', name: property.name.text, identifier: property.name.text };
  }
  if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name))
    throw unreadable(property);
  const { text: name } = property.name;
  const value = property.initializer;
  if (ts.isIdentifier(value)) return { kind: 'elsewhere', name, identifier: value.text };
  if (ts.isObjectLiteralExpression(value)) {
    return { kind: 'group', name, doc: docOf(property), children: childrenOf(value) };
  }
  return { kind: 'message', name, doc: docOf(property), ...textsOf(value) };
}

type Texts = Pick<Message, 'parameters' | 'choice' | 'forms'>;

function textsOf(value: ts.Expression): Texts {
  if (!ts.isArrowFunction(value)) return { parameters: null, choice: null, forms: plain(textOf(value)) };
  const parameters = value.parameters.map(({ name }) => name.getText());
  const body = ts.isParenthesizedExpression(value.body) ? value.body.expression : value.body;
  if (ts.isBlock(body)) throw unreadable(body);
  if (!ts.isCallExpression(body)) return { parameters, choice: null, forms: plain(textOf(body)) };
  const by = body.expression.getText();
  const [parameter, forms] = body.arguments.slice(by === 'plural' ? 1 : 0);
  const isKnown = (by === 'plural' || by === 'given') && parameter !== undefined;
  if (!isKnown || forms === undefined || !ts.isObjectLiteralExpression(forms)) throw unreadable(body);
  const choice: Choice = { by, parameter: parameter.getText() };
  return { parameters, choice, forms: new Map(forms.properties.map(formOf)) };
}

const plain = (text: string): Message['forms'] => new Map([['', text]]);

function formOf(property: ts.ObjectLiteralElementLike): [name: string, text: string] {
  if (!ts.isPropertyAssignment(property)) throw unreadable(property);
  return [property.name.getText(), textOf(property.initializer)];
}

function textOf(value: ts.Expression): string {
  if (ts.isStringLiteral(value) || ts.isNoSubstitutionTemplateLiteral(value)) return value.text;
  if (ts.isIdentifier(value)) return `{${value.text}}`;
  if (!ts.isTemplateExpression(value)) throw unreadable(value);
  const spans = value.templateSpans.map(({ expression, literal }) => {
    if (!ts.isIdentifier(expression)) throw unreadable(expression);
    return `{${expression.text}}${literal.text}`;
  });
  return value.head.text + spans.join('');
}

function docOf(node: ts.Node): string | null {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comment?.comment);
  return text === undefined ? null : text.replaceAll(/\s+/g, ' ').trim();
}

function unreadable(node: ts.Node): Error {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return new Error(
    `${source.fileName}:${line + 1} is no text, template, plural(…) or given(…): ${node.getText()}`,
  );
}
