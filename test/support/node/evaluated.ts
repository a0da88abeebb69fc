import { importsOf, packageOf, resolved } from './imports.ts';

/**
 * The packages that are evaluated with a file: those that it imports as values, itself or by a file that it imports.
 * What is imported by `import()` is evaluated when it is asked for, and types never are.
 */
export function packagesEvaluated(files: ReadonlyMap<string, string>, entry: string): ReadonlySet<string> {
  const packages = new Set<string>();
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const { specifier, typeOnly, dynamic } of importsOf(files.get(path) ?? '')) {
      if (typeOnly || dynamic || specifier === null) continue;
      const target = resolved(path, specifier);
      if (target === null) packages.add(packageOf(specifier));
      else reached.add(target);
    }
  }
  return packages;
}
