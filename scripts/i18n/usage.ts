import { join, relative } from 'node:path';
import { ts } from '@ts-morph/common';

/** What stands above the views, beside themselves: imports go downward. */
const MAY_USE = /^(?:views|adapters|routes|jobs|[^/]+\.tsx?$)/;

/**
 * In which files each English text is used, by key: found by the compiler, so that a name that two dictionaries have
 * is told apart. Where a text is picked by a computed name, its whole group counts as used there.
 */
export function usesOf(project: string, root: string): ReadonlyMap<string, readonly string[]> {
  const config = ts.readConfigFile(join(project, 'tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, project);
  const sources = fileNames.filter((name) => !relative(join(project, 'src'), name).startsWith('..'));
  const program = ts.createProgram(sources, { ...options, noLib: true, types: [] });
  const checker = program.getTypeChecker();
  const english = join(root, 'en').replaceAll('\\', '/');
  const found = new Map<string, Set<string>>();
  const names = namesIn(program, english);

  for (const source of program.getSourceFiles()) {
    const file = relative(join(project, 'src'), source.fileName).replaceAll('\\', '/');
    if (!MAY_USE.test(file) || file.includes('i18n/')) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && names.has(node.text)) note(checker.getSymbolAtLocation(node), file, node);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return new Map([...found].map(([key, files]) => [key, [...files].toSorted()]));

  function note(symbol: ts.Symbol | undefined, file: string, node: ts.Identifier): void {
    for (const declaration of [...(symbol?.declarations ?? []), ...boundTo(node)]) {
      const key = keyOf(declaration, english);
      if (key === null) continue;
      const known = found.get(key) ?? new Set();
      found.set(key, known.add(file));
    }
  }

  /** `const { title } = words.signIn` uses the title, though the name declared is its own. */
  function boundTo(node: ts.Identifier): readonly ts.Declaration[] {
    if (!ts.isBindingElement(node.parent) || !ts.isObjectBindingPattern(node.parent.parent)) return [];
    const type = checker.getTypeAtLocation(node.parent.parent);
    return type.getProperty(node.text)?.declarations ?? [];
  }
}

/** What texts and their groups are called: only of a like name is it worth asking what it means. */
function namesIn(program: ts.Program, english: string): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node)) names.add(node.name.getText().replace(/^'(.*)'$/, '$1'));
    ts.forEachChild(node, visit);
  };
  for (const source of program.getSourceFiles()) {
    if (source.fileName.replaceAll('\\', '/').startsWith(`${english}/`)) visit(source);
  }
  return names;
}

/** `portal.signIn.title` for its line in `en/portal.ts`; null for what is declared elsewhere. */
function keyOf(declaration: ts.Declaration, english: string): string | null {
  const { fileName } = declaration.getSourceFile();
  if (!fileName.replaceAll('\\', '/').startsWith(`${english}/`) || !ts.isPropertyAssignment(declaration))
    return null;
  const names: string[] = [];
  for (let node: ts.Node = declaration; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isPropertyAssignment(node)) names.unshift(node.name.getText());
  }
  const [, file = ''] = /([^/\\]+)\.ts$/.exec(fileName) ?? [];
  return [file, ...names].join('.');
}

/** The files that use a text, or else the nearest group that it is picked from. */
export function usedIn(uses: ReadonlyMap<string, readonly string[]>, key: string): readonly string[] {
  for (let at = key; at.includes('.'); at = at.slice(0, at.lastIndexOf('.'))) {
    const files = uses.get(at);
    if (files !== undefined) return files.map((file) => file.replace(/\.tsx?$/, ''));
  }
  return [];
}
