import { ts } from '@ts-morph/common';

const WRITES = ['insert', 'update', 'delete'];
/** What makes a drizzle statement run. Awaiting does, and so does returning one from an async function. */
const RUNS = ['run', 'execute', 'then', 'catch', 'finally', 'all', 'get'];
const RAW = ['run', 'exec', 'prepare'];

/**
 * Sentences about statements outside `src/db` that write to the database themselves. There they may be built, as rows of a
 * commit; only `src/db` sends them, so that every write is found in one place.
 */
export function strayWrites(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files].flatMap(([path, source]) => {
    const isWatched = path.startsWith('src/') && !path.startsWith('src/db/') && /\.tsx?$/.test(path);
    if (!isWatched || !/\b(?:db|DB|database)\b/.test(source)) return [];
    const parsed = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
    return strayIn(parsed).map((node) => {
      const { line } = parsed.getLineAndCharacterOfPosition(node.getStart());
      return `${path}:${line + 1} writes outside src/db: ${node.getText().split('\n')[0]}`;
    });
  });
}

function strayIn(source: ts.SourceFile): readonly ts.Node[] {
  const stray: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const name = methodOf(node);
    if (name !== null && ts.isCallExpression(node) && isDatabase(node)) {
      if (RAW.includes(name)) stray.push(node);
      if (WRITES.includes(name) && isSent(node)) stray.push(node);
      if (name === 'batch' && sendsWrite(node)) stray.push(node);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return stray;
}

/** The method that is called: `insert` of `ctx.db.insert(…)`. */
const methodOf = (node: ts.Node): string | null =>
  ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)
    ? node.expression.name.text
    : null;

const isDatabase = ({ expression }: ts.CallExpression): boolean =>
  ts.isPropertyAccessExpression(expression) &&
  /(?:^|\.)(?:db|DB|database)$/.test(expression.expression.getText().replaceAll(/\s/g, ''));

/** Whether a statement is sent where it stands: awaited, returned from an async function, or run by a method. */
function isSent(write: ts.Node): boolean {
  let node = write;
  for (;;) {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
      if (RUNS.includes(parent.name.text)) return true;
      node = parent;
    } else if (isTransparent(parent, node)) node = parent;
    else return ts.isAwaitExpression(parent) || isReturnedAsync(parent, node);
  }
}

const isTransparent = (parent: ts.Node, node: ts.Node): boolean =>
  (ts.isCallExpression(parent) && parent.expression === node) ||
  ts.isParenthesizedExpression(parent) ||
  ts.isNonNullExpression(parent) ||
  (ts.isConditionalExpression(parent) && parent.condition !== node);

function isReturnedAsync(parent: ts.Node, node: ts.Node): boolean {
  if (ts.isArrowFunction(parent)) return parent.body === node && isAsync(parent);
  if (!ts.isReturnStatement(parent)) return false;
  const owner = ts.findAncestor(parent, ts.isFunctionLike);
  return owner !== undefined && isAsync(owner);
}

const isAsync = (owner: ts.SignatureDeclaration): boolean =>
  ts.canHaveModifiers(owner) &&
  (ts.getModifiers(owner) ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);

/** A batch outside `src/db` reads: each of its statements is a select, or a call that is named like one. */
const sendsWrite = ({ arguments: [list] }: ts.CallExpression): boolean =>
  list === undefined || !ts.isArrayLiteralExpression(list) || !list.elements.every(isRead);

function isRead(element: ts.Expression): boolean {
  if (ts.isSpreadElement(element)) return isRead(element.expression);
  if (ts.isConditionalExpression(element)) return isRead(element.whenTrue) && isRead(element.whenFalse);
  const text = element.getText().replaceAll(/\s/g, '');
  return (
    /^(?:[\w.]+\.)?select[A-Z]?\w*\(/.test(text) || /^(?:ctx\.)?(?:db|read)\.select(?:Distinct)?\(/.test(text)
  );
}
