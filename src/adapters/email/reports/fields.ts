/** Fields of a machine-readable report, by their names in lower case. */
export type Fields = ReadonlyMap<string, string>;

/** The groups of fields of a report part (RFC 3464 section 2.1): blank lines between them, folded lines joined. */
export function readFields(text: string): readonly Fields[] {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .map(readGroup)
    .filter((group) => group.size > 0);
}

function readGroup(text: string): Fields {
  const group = new Map<string, string>();
  for (const line of text.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== '' && !group.has(name)) group.set(name, line.slice(colon + 1).trim());
  }
  return group;
}
