/**
 * Says once what types say again and again: of definitions that are word for word the same, the one with the
 * shortest name stays and the others' references lead to it. Repeated, since that makes further ones the same.
 */
export function shareDefinitions<T extends { readonly $defs: Readonly<Record<string, unknown>> }>(
  schema: T,
): T {
  let current = schema;
  for (;;) {
    const chosen = new Map<string, string>();
    const replaced = new Map<string, string>();
    const names = Object.keys(current.$defs).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    for (const name of names) {
      const text = JSON.stringify(current.$defs[name]);
      const same = chosen.get(text);
      if (same === undefined) chosen.set(text, name);
      else replaced.set(`#/$defs/${name}`, `#/$defs/${same}`);
    }
    if (replaced.size === 0) return current;
    const { $defs, ...rest } = current;
    const kept = Object.fromEntries(
      Object.entries($defs).filter(([name]) => !replaced.has(`#/$defs/${name}`)),
    );
    current = JSON.parse(JSON.stringify({ ...rest, $defs: kept }), (key, value: unknown) =>
      key === '$ref' && typeof value === 'string' ? (replaced.get(value) ?? value) : value,
    );
  }
}
