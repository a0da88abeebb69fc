import { ts } from '@ts-morph/common';
import { importsOf, resolved } from './imports.ts';

/**
 * A verb is what a route, a job or the outbox calls: `(ctx, input)`, and it answers with an outcome. Any function they
 * import from operations is one.
 */
const CALLERS = /^src\/(?:routes\/|jobs\/|app\.ts|operations\/outbox\/)/;
const OPERATIONS = 'src/operations/';
const NOT_VERBS: readonly (readonly [what: string, files: RegExp])[] = [
  ['ground: the context, ids, and facts made of rows', /^(?:core|facts)\//],
  [
    'who asks, and whether it was asked before',
    /^(?:api\/|portal\/visit\.ts|staff\/(?:visit|challenge|resume)\.ts|sign-in\/session-secret\.ts)/,
  ],
  [
    'what cron goes on with: nobody waits for its answer',
    /^[\w-]+\/(?:(?:sweep|prune|reopen|raise|look-back|notify-expiring)\b[\w-]*|reconcile-daily|read-stripe-events|disconnect)\.ts$/,
  ],
  ['a job: it writes down itself what became of it', /^(?:outbox|inbox|emails)\/[\w-]+\.ts$/],
  ['how this deployment is', /^watch\/(?:health|set-up)\.ts$/],
  ['collecting, and the payments under it', /^(?:payments|collection)\//],
  ['what they are made of', /^(?:customers\/ensure-stripe-customer|resources\/show-invoice)\.ts$/],
];

type Tree = ReadonlyMap<string, string>;
type Named = ReadonlyMap<string, ts.Node>;

/** A sentence for every function that a caller imports as a verb and that has another shape. */
export function misshapenVerbs(tree: Tree): readonly string[] {
  const parsed = new Map<string, Named>();
  const declared = (path: string): Named => {
    const known = parsed.get(path) ?? declarationsOf(path, tree.get(path) ?? '');
    parsed.set(path, known);
    return known;
  };
  const wrong = new Set<string>();
  for (const [caller, source] of tree) {
    if (!CALLERS.test(caller)) continue;
    for (const [path, name] of importedNames(caller, source)) {
      if (
        !path.startsWith(OPERATIONS) ||
        NOT_VERBS.some(([, files]) => files.test(path.slice(OPERATIONS.length)))
      )
        continue;
      const verb = declared(path).get(name);
      if (verb === undefined || !isFunction(verb)) continue;
      const problem = problemOf(verb, path, declared);
      if (problem !== null) wrong.add(`${path}: ${name} ${problem}`);
    }
  }
  return [...wrong];
}

type Function = ts.FunctionDeclaration | ts.ArrowFunction;
const isFunction = (node: ts.Node): node is Function =>
  ts.isFunctionDeclaration(node) || ts.isArrowFunction(node);

function problemOf(verb: Function, path: string, declared: (path: string) => Named): string | null {
  const [ctx, , ...others] = verb.parameters;
  if (ctx?.type?.getText() !== 'Context') return 'does not take the context first';
  if (others.length > 0) return 'takes more than the context and one input';
  if (verb.type === undefined) return 'does not say what it answers with';
  return isOutcome(verb.type, path, declared, true) ? null : 'does not answer with an outcome';
}

/** The family of `domain/outcome.ts`, under whatever name it was given on the way. */
const FAMILY = new Set(['Outcome', 'Done', 'Undone', 'Refused', 'StripeUnavailable', 'LostRace']);

function isOutcome(
  type: ts.Node,
  path: string,
  declared: (path: string) => Named,
  inPromise: boolean,
): boolean {
  if (ts.isUnionTypeNode(type)) return type.types.every((part) => isOutcome(part, path, declared, inPromise));
  if (ts.isParenthesizedTypeNode(type)) return isOutcome(type.type, path, declared, inPromise);
  if (!ts.isTypeReferenceNode(type)) return false;
  const name = type.typeName.getText();
  const [argument] = type.typeArguments ?? [];
  if (inPromise && name === 'Promise') {
    return argument !== undefined && isOutcome(argument, path, declared, false);
  }
  if (name === 'ReturnType' && argument !== undefined && ts.isTypeQueryNode(argument)) {
    const found = find(argument.exprName.getText(), path, declared);
    return (
      found !== null &&
      isFunction(found.node) &&
      found.node.type !== undefined &&
      isOutcome(found.node.type, found.path, declared, inPromise)
    );
  }
  if (inPromise) return false;
  if (FAMILY.has(name)) return true;
  if (name === 'Exclude' && argument !== undefined) return isOutcome(argument, path, declared, false);
  const found = find(name, path, declared);
  return found !== null && isOutcome(found.node, found.path, declared, false);
}

/** Where a name is declared: in this file, or in the one that it is imported from. */
function find(name: string, path: string, declared: (path: string) => Named) {
  const node = declared(path).get(name);
  if (node === undefined) return null;
  if (!ts.isImportDeclaration(node)) return { node, path };
  const from = resolved(path, node.moduleSpecifier.getText().slice(1, -1));
  const there = from === null ? undefined : declared(from).get(name);
  return from === null || there === undefined ? null : { node: there, path: from };
}

/** The functions, types and imports of a file, by name; of a type, what it stands for. */
function declarationsOf(path: string, source: string): Named {
  const names = new Map<string, ts.Node>();
  for (const statement of ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true).statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) names.set(statement.name.text, statement);
    if (ts.isTypeAliasDeclaration(statement)) names.set(statement.name.text, statement.type);
    if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (initializer !== undefined) names.set(name.getText(), initializer);
      }
    }
    if (ts.isImportDeclaration(statement)) {
      for (const name of namesOf(statement)) names.set(name, statement);
    }
  }
  return names;
}

const namesOf = (statement: ts.ImportDeclaration): readonly string[] => {
  const bindings = statement.importClause?.namedBindings;
  return bindings !== undefined && ts.isNamedImports(bindings)
    ? bindings.elements.map(({ name }) => name.text)
    : [];
};

/** What a file imports by name, and from which file of ours. */
function importedNames(path: string, source: string): readonly (readonly [path: string, name: string])[] {
  if (importsOf(source).length === 0) return [];
  return [...declarationsOf(path, source)].flatMap(([name, node]) => {
    const from = ts.isImportDeclaration(node)
      ? resolved(path, node.moduleSpecifier.getText().slice(1, -1))
      : null;
    return from === null ? [] : [[from, name] as const];
  });
}
