import { importsOf, resolved } from './imports.ts';

/**
 * Files that import each other in a circle, types included: each circle once, as its members in the order of the alphabet. Tarjan's
 * algorithm for strongly connected components, SIAM J. Comput. 1 (2), 1972.
 */
export function circlesOf(files: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const graph = new Map(
    [...files]
      .filter(([path]) => /\.tsx?$/.test(path))
      .map(([path, source]) => [path, targetsOf(path, source)] as const),
  );
  const circles: string[][] = [];
  const stack: string[] = [];
  const found = new Map<string, number>();

  const visit = (path: string): number => {
    const index = found.size;
    found.set(path, index);
    stack.push(path);
    let low = index;
    for (const target of graph.get(path) ?? []) {
      if (!graph.has(target)) continue;
      if (!found.has(target)) low = Math.min(low, visit(target));
      else if (stack.includes(target)) low = Math.min(low, found.get(target) ?? low);
      if (target === path) circles.push([path]);
    }
    if (low === index) {
      const members = stack.splice(stack.indexOf(path));
      if (members.length > 1) circles.push(members.toSorted());
    }
    return low;
  };

  for (const path of graph.keys()) if (!found.has(path)) visit(path);
  return circles;
}

const targetsOf = (path: string, source: string): readonly string[] =>
  importsOf(source).flatMap(({ specifier }) => {
    const target = specifier === null ? null : resolved(path, specifier);
    return target === null ? [] : [target];
  });
