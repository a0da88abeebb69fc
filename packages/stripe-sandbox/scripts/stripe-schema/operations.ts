import { ts } from '@ts-morph/common';

/** An operation of the SDK with the types that its declaration gives it. */
export interface Operation {
  /** `Customers.create`. */
  readonly name: string;
  readonly method: string;
  /** With `{name}` where an id stands. */
  readonly path: string;
  /** Null where it takes no parameters. */
  readonly params: ts.TypeNode | null;
  readonly returns: ts.TypeNode;
}

/** Every operation of a resource: its paths from the code, its types from the declarations. */
export function operationsOf(
  resource: string,
  code: ts.SourceFile,
  declarations: ts.SourceFile,
): readonly Operation[] {
  const typed = new Map<string, ts.MethodDeclaration>();
  for (const member of resourceMembers(declarations)) {
    if (ts.isMethodDeclaration(member)) typed.set(member.name.getText(declarations), member);
  }
  const found = new Map<string, { operation: Operation; calls: number }>();
  for (const member of resourceMembers(code)) {
    if (!ts.isMethodDeclaration(member)) continue;
    const name = member.name.getText(code);
    const calls = callsIn(member, code);
    const declared = typed.get(name);
    // What the SDK calls by itself is no operation, though it is declared.
    if (declared?.type === undefined || ts.getJSDocPrivateTag(declared) !== undefined) continue;
    const params = declared.parameters.find((parameter) => parameter.name.getText(declarations) === 'params');
    for (const { method, path } of calls) {
      if (path === null) throw new Error(`${resource}.${name}: its path is computed`);
      const operation = {
        name: `${resource}.${name}`,
        method,
        path,
        params: params?.type ?? null,
        returns: declared.type,
      };
      // Where two methods lead to one path, the one made for it alone describes it.
      const known = found.get(`${method} ${path}`);
      if (known === undefined || known.calls > calls.length)
        found.set(`${method} ${path}`, { operation, calls: calls.length });
    }
  }
  return [...found.values()].map(({ operation }) => operation);
}

/** What a resource's code calls, such as `POST /v1/customers/{id}`, in the order of its methods. */
export function pathsIn(code: ts.SourceFile): readonly string[] {
  return resourceMembers(code)
    .filter((member) => ts.isMethodDeclaration(member))
    .flatMap((member) => callsIn(member, code))
    .flatMap(({ method, path }) => (path === null ? [] : [`${method} ${path}`]));
}

function resourceMembers(file: ts.SourceFile): readonly ts.ClassElement[] {
  return file.statements
    .filter((statement) => ts.isClassDeclaration(statement))
    .filter(({ name }) => name?.text.endsWith('Resource') === true)
    .flatMap(({ members }) => [...members]);
}

/** What a method asks for. A path that is computed, as the SDK's is for one list of v2 events, is null. */
function callsIn(
  method: ts.MethodDeclaration,
  file: ts.SourceFile,
): { method: string; path: string | null }[] {
  const calls: { method: string; path: string | null }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(file) === 'this._makeRequest') {
      const [verb, path] = node.arguments;
      if (verb === undefined || path === undefined || !ts.isStringLiteral(verb)) {
        throw new Error(`${file.fileName}: a request whose method is computed`);
      }
      calls.push({ method: verb.text, path: pathOf(path, file) });
    }
    ts.forEachChild(node, visit);
  };
  visit(method);
  return calls;
}

function pathOf(node: ts.Expression, file: ts.SourceFile): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  const rest = node.templateSpans.map(({ expression, literal }) => {
    const name = ts.isCallExpression(expression) ? expression.arguments[0] : expression;
    return `{${name?.getText(file) ?? 'id'}}${literal.text}`;
  });
  return node.head.text + rest.join('');
}
