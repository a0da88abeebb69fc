import { ts } from '@ts-morph/common';

/** What has members: an interface, or an object type written in place. */
export type Shape = ts.InterfaceDeclaration | ts.TypeLiteralNode;

/** The symbol behind a name, past the imports and exports that lead to it. Undefined for a global name. */
export function symbolOf(checker: ts.TypeChecker, name: ts.Node): ts.Symbol | undefined {
  const found = checker.getSymbolAtLocation(name);
  return found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
}

/** The interfaces of this name, which together make one. */
export function interfacesOf(symbol: ts.Symbol | undefined): readonly ts.InterfaceDeclaration[] {
  return (symbol?.declarations ?? []).filter((each) => ts.isInterfaceDeclaration(each));
}

/** All members; what is inherited comes first, so that own members replace it. */
export function membersOf(checker: ts.TypeChecker, shapes: readonly Shape[]): readonly ts.TypeElement[] {
  return shapes.flatMap((shape) => {
    if (ts.isTypeLiteralNode(shape)) return [...shape.members];
    const parents = (shape.heritageClauses ?? []).flatMap(({ types }) => [...types]);
    const inherited = parents.flatMap(({ expression }) => {
      const found = interfacesOf(symbolOf(checker, expression));
      if (found.length === 0) throw new Error(`${expression.getText()} is not declared`);
      return [...membersOf(checker, found)];
    });
    return [...inherited, ...shape.members];
  });
}

/** The type of a member by its name, if there is one. */
export function memberType(
  checker: ts.TypeChecker,
  shapes: readonly Shape[],
  name: string,
): ts.TypeNode | undefined {
  return membersOf(checker, shapes)
    .filter((member) => ts.isPropertySignature(member))
    .findLast((member) => member.name.getText() === name)?.type;
}

/** `Session.PaymentMethodOptions.Card`: the namespaces that a declaration stands in, and its name. */
export function pathOf(declaration: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): string {
  const names = [declaration.name.text];
  for (let node: ts.Node = declaration.parent; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isModuleDeclaration(node)) names.unshift(node.name.text);
  }
  return names.join('.');
}
