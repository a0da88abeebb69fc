import { posix } from 'node:path';

/** `from '…'` of an import or a re-export, `import('…')` and `import '…'`; imports of types, too. */
const RELATIVE = /(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.[^']+)'/g;

/** What each file imports of the others. */
function importsBetween(files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...files].map(([path, source]) => [
      path,
      [...source.matchAll(RELATIVE)]
        .map(([, specifier = '']) => posix.join(posix.dirname(path), specifier))
        .filter((target) => files.has(target)),
    ]),
  );
}

/**
 * The groups of files that import each other in a circle, types included: the strongly connected components of more
 * than one file (Tarjan). A file that imports itself is a circle of one.
 */
export function circlesIn(files: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const imports = importsBetween(files);
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const circles: string[][] = [];
  const lowestOf = (file: string): number => lowest.get(file) ?? Number.POSITIVE_INFINITY;

  const visit = (file: string): void => {
    order.set(file, order.size);
    lowest.set(file, order.size - 1);
    path.push(file);
    for (const target of imports.get(file) ?? []) {
      if (!order.has(target)) visit(target);
      // What was left for good, in a component of its own, leads back to nothing here.
      if (path.includes(target)) lowest.set(file, Math.min(lowestOf(file), lowestOf(target)));
    }
    if (lowestOf(file) !== order.get(file)) return;
    const component = path.splice(path.indexOf(file));
    const importsItself = imports.get(file)?.includes(file) === true;
    if (component.length > 1 || importsItself) circles.push(component.sort());
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return circles;
}
