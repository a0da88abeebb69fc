/** FNV-1a: it tells one text from another, and hides nothing. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** The file name of a script, by what it holds: a browser keeps it for good, and a deployment that changes it is seen at once. */
export const scriptName = (name: string, text: string): string => `${name}-${fingerprint(text)}.js`;
